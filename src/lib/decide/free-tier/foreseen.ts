/** What will turn the instances at home from now on: their schedules, and perhaps idleness. */
import { type Instance, transitionAt } from '../../model/instance.ts';
import { between, hours, type Instant, later, plus } from '../../model/instant.ts';
import type { PowerState, Schedule } from '../../model/schedule.ts';
import { newestEdge } from '../../schedule/edges.ts';
import { type Case, caseOf } from '../case.ts';
import { openIdleWarning } from '../idle-warning.ts';
import { notOurs } from '../rules/not-ours.ts';
import { outlastsEdges } from '../rules/protected.ts';
import { scheduled } from '../rules/schedule.ts';
import { idleTagOf } from '../tags.ts';
import { stoppedBySchedule } from '../transition.ts';
import type { World } from '../world.ts';

export interface Foreseen {
  /** Of those that one will turn. */
  readonly schedules: ReadonlyMap<string, Schedule>;
  /** What its edge of this very moment makes of it, before AWS shows it so. */
  readonly due: ReadonlyMap<string, PowerState>;
  /** When idleness could stop it at the earliest. */
  readonly idleStops: ReadonlyMap<string, Instant>;
}

/** Only what acts, and only upon what is ours to stop. */
export function foreseen(world: World): Foreseen {
  const schedules = new Map<string, Schedule>();
  const due = new Map<string, PowerState>();
  const idleStops = new Map<string, Instant>();
  const isActing = world.modes.schedule === 'act' || world.modes.idle === 'act';
  for (const instance of isActing && !world.paused ? world.living : []) {
    const subject = caseOf(world, instance);
    if (notOurs(subject) || outlastsEdges(subject)) continue;
    const schedule = turnedBy(subject);
    if (schedule !== null) schedules.set(instance.id, schedule);
    const turn = schedule === null ? null : dueTurn(subject);
    if (turn !== null) due.set(instance.id, turn);
    const stop = idleStop(subject);
    if (stop !== null) idleStops.set(instance.id, stop);
  }
  return { schedules, due, idleStops };
}

function dueTurn(subject: Case): PowerState | null {
  const turn = scheduled(subject).find(({ binding }) => binding)?.verdict;
  return turn === 'stop' ? 'stopped' : turn === 'start' ? 'running' : null;
}

function turnedBy(subject: Case): Schedule | null {
  const { instance, schedule: choice, world } = subject;
  if (choice.kind !== 'schedule' || world.modes.schedule !== 'act') return null;
  const { schedule } = choice;
  return instance.state === 'running' || isStarted(subject, schedule) ? schedule : null;
}

/** `start: ours` starts what the schedule stopped. */
function isStarted(subject: Case, schedule: Schedule): boolean {
  const { instance, world } = subject;
  if (schedule.start !== 'ours') return schedule.start === 'all';
  const isKnown = world.records.has(instance.id);
  return isKnown ? stoppedBySchedule(subject) : isStoppedAtEdge(schedule, instance, world.now);
}

/** Where nobody remembers: a stop that a schedule made comes so soon after its edge. */
const SOON_AFTER = hours(1);

function isStoppedAtEdge(schedule: Schedule, instance: Instance, now: Instant): boolean {
  const stoppedAt = transitionAt(instance.stateTransitionReason);
  const edge = newestEdge(schedule, stoppedAt ?? now);
  if (stoppedAt === null || edge?.to !== 'stopped') return false;
  return between(edge.at, stoppedAt) <= SOON_AFTER;
}

/** What is warned of stops when its grace is over, and anything else no sooner than that. */
function idleStop(subject: Case): Instant | null {
  const { instance, world } = subject;
  const { idle } = world.policy;
  const tag = idleTagOf(instance)?.kind;
  const isOff = tag === 'never' || (!idle.on && tag !== 'window');
  if (world.modes.idle !== 'act' || isOff || isServer(subject, tag === 'window')) return null;
  const since = openIdleWarning(subject)?.warnedAt ?? world.now;
  return later(plus(since, idle.grace), world.now);
}

/** As far as the list of instances shows it: such are only proposed to be stopped. */
const isServer = ({ instance, world }: Case, isSettled: boolean): boolean =>
  world.policy.idle.servers === 'suggest' &&
  !isSettled &&
  (!instance.sourceDestCheck ||
    instance.interfaces.some(({ privateAddresses }) =>
      privateAddresses.some(({ elastic, publicIp }) => elastic && publicIp !== null),
    ));
