/**
 * Status checks and scheduled events: told once a change, mended by whoever owns the instance and
 * never by us. One call lists a thousand instances and costs nothing, so it is made in each pass:
 * who has a server that is down does not wait an hour to hear of it.
 */
import type { Decision, Mark, Opinion } from '../../model/decision.ts';
import type { Fault } from '../../model/fault.ts';
import type { Ailment, HealthRecord } from '../../model/health-record.ts';
import type { InstanceId } from '../../model/ids.ts';
import { isGone } from '../../model/instance.ts';
import { reason } from '../../model/reason.ts';
import type { Query } from '../../model/snapshot.ts';
import { flagOf, TAG } from '../../model/tag.ts';
import type { World } from '../world.ts';
import { lookAtChecks, toldChecks } from './failed-checks.ts';
import { opinion } from './patient.ts';
import { lookAtEvents, toldEvents } from './scheduled-events.ts';

/** Of whom something is remembered; an item of the ledger has 400 KB. */
const MOST_AILING = 500;

export interface HealthLook {
  readonly decisions: readonly Decision[];
  readonly marks: readonly Mark[];
}

const ailingIn = ({ snapshot }: World): readonly Ailment[] => snapshot.memory.health?.ailing ?? [];

const nobodyRuns = ({ living }: World): boolean => !living.some(({ state }) => state === 'running');

/** Only what runs has a status. */
export function statusQuery(world: World): readonly Query[] {
  const { policy, snapshot } = world;
  const { instances, instanceStatuses } = snapshot;
  const isAsked = instanceStatuses.complete || instanceStatuses.fault.code !== 'not-asked';
  if (!policy.health.on || !instances.complete || isAsked || nobodyRuns(world)) return [];
  return [{ kind: 'instance-statuses' }];
}

export function lookAtHealth(world: World): HealthLook {
  const { instances, instanceStatuses } = world.snapshot;
  if (!world.policy.health.on) return { decisions: [], marks: [] };
  if (!instances.complete) return deferred(world, 'instances', instances.fault);
  if (!instanceStatuses.complete && !nobodyRuns(world)) {
    return deferred(world, 'instance status', instanceStatuses.fault);
  }
  return examined(world);
}

/** What was told stays as it was, for the digest too. */
function deferred(world: World, family: string, fault: Fault): HealthLook {
  const because = reason('incomplete', { family, fault });
  const decisions = ailingIn(world).map(({ instanceId, checks, events }) =>
    decision(instanceId, [opinion('defer', because), ...toldChecks(checks), ...toldEvents(events)]),
  );
  return { decisions, marks: [] };
}

function examined(world: World): HealthLook {
  const known = new Map(ailingIn(world).map((ailment) => [ailment.instanceId, ailment]));
  const others = [...world.statuses.keys()].filter((id) => !known.has(id)).sort();
  const findings = [...known.keys(), ...others].flatMap(
    (id) => findingOf(world, id, known.get(id) ?? null) ?? [],
  );
  // Those that find no room in the memory are not told either: they would be in every pass.
  const followed = findings.slice(0, MOST_AILING);
  const ailing = followed.flatMap(({ after }) => after ?? []);
  return {
    decisions: [
      ...followed.map(({ id, opinions }) => decision(id, opinions)),
      ...findings.slice(MOST_AILING).map(({ id, opinions }) => decision(id, silenced(opinions))),
    ],
    marks: isSame(ailing, ailingIn(world)) ? [] : [looked(ailing)],
  };
}

const looked = (ailing: readonly Ailment[]): Mark => {
  const record: HealthRecord = { kind: 'health', ailing };
  return { mark: 'health-looked', record };
};

const silenced = (opinions: readonly Opinion[]): readonly Opinion[] =>
  opinions.map((one) => ({ ...one, verdict: 'leave', marks: [] }));

interface Finding {
  readonly id: InstanceId;
  /** Never none. */
  readonly opinions: readonly Opinion[];
  /** Null: there is nothing to remember of it any more. */
  readonly after: Ailment | null;
}

/** Null where nothing is wrong, and nothing was. */
function findingOf(world: World, id: InstanceId, before: Ailment | null): Finding | null {
  const instance = world.instances.get(id);
  if (instance === undefined || isGone(instance.state)) {
    const because = reason('gone', { state: instance?.state ?? 'terminated' });
    return before && { id, opinions: [opinion('leave', because)], after: null };
  }
  if (flagOf(instance.tags, TAG.ignore)) {
    const because = reason('ignored', { tag: TAG.ignore });
    return before && { id, opinions: [opinion('leave', because)], after: null };
  }
  const status = world.statuses.get(id);
  if (instance.state !== 'running' || status === undefined) {
    const because = reason('status-unknown', { state: instance.state });
    return before && { id, opinions: [opinion('leave', because)], after: toldOf(before) };
  }
  const patient = { world, instance, status, before };
  const { checks, opinions: ofChecks } = lookAtChecks(patient);
  const { events, opinions: ofEvents } = lookAtEvents(patient);
  const opinions = [...ofChecks, ...ofEvents];
  if (opinions.length === 0) return before && { id, opinions: [fine()], after: null };
  const isAiling = checks.length + events.length > 0;
  return { id, opinions, after: isAiling ? { instanceId: id, checks, events } : null };
}

/** It failed for a moment, and nobody was told. */
const fine = (): Opinion => opinion('leave', reason('passing-again', {}));

/** What was not told when it was stopped has to begin anew; null: nothing was. */
function toldOf(before: Ailment): Ailment | null {
  const checks = before.checks.filter(({ toldAt }) => toldAt !== null);
  return checks.length + before.events.length > 0 ? { ...before, checks } : null;
}

/** What is told comes first; all is kept. */
function decision(id: InstanceId, opinions: readonly Opinion[]): Decision {
  const winner = opinions.find(({ verdict }) => verdict === 'tell') ?? opinions[0];
  if (winner === undefined) throw new RangeError('a decision has an opinion');
  return {
    target: { kind: 'health', id },
    verdict: winner.verdict,
    reason: winner.reason,
    rule: winner.rule,
    opinions: [winner, ...opinions.filter((one) => one !== winner)],
    association: null,
    hibernate: false,
  };
}

/** The ledger keeps fields in an order of its own. */
const isSame = (a: readonly Ailment[], b: readonly Ailment[]): boolean =>
  a.length === b.length && a.map(lineOf).every((line, index) => line === lineOf(b[index]));

const lineOf = (ailment: Ailment | undefined): string =>
  JSON.stringify([
    ailment?.instanceId,
    ailment?.checks.map(({ check, since, toldAt, wellSince }) => [check, since, toldAt, wellSince]),
    ailment?.events.map(({ id, code, notBefore }) => [id, code, notBefore]),
  ]);
