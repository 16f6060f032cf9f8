/** Status checks that fail, and what AWS plans for an instance and then really does. */
import { complete, type Family, itemsOf } from '../../model/family.ts';
import {
  CHECKS,
  type Check,
  type CheckStatus,
  type EventCode,
  endOf,
  type InstanceStatus,
  type ScheduledEvent,
} from '../../model/health.ts';
import type { InstanceId } from '../../model/ids.ts';
import { type Instance, isGone } from '../../model/instance.ts';
import { publishesEbsMetrics } from '../../model/instance-type.ts';
import { days, hours, type Instant, instant, minutes, plus } from '../../model/instant.ts';
import { type Account, type Machine, machineOf } from './account.ts';
import { beginStop, beginTerminate } from './lifecycle.ts';
import { SCHEDULED_STOP } from './state-reasons.ts';

/** So long after a start the first checks are still being made. */
const INITIALIZING = minutes(3);
/** How long one draw of chance holds: of so many hours, the first is a bad one. */
const LUCK = hours(6);
const BAD_LUCK = hours(1);
/** AWS shows an event that is over for up to a week. */
const SHOWN = days(7);

/** By chance of the hour, which nobody's questions change; a start is a way out of it. */
function badLuckSince({ faults, chance, engine }: Account, label: string): Instant | null {
  const period = Math.floor(engine.now() / LUCK);
  const from = instant(period * LUCK);
  const isBad = chance.at(`system check of ${label}`, period) < faults.checkFails;
  return isBad && engine.now() < plus(from, BAD_LUCK) ? from : null;
}

function impairedSince(account: Account, machine: Machine, check: Check): Instant | null {
  const scripted = machine.impaired.get(check) ?? null;
  return scripted ?? (check === 'system' ? badLuckSince(account, machine.label) : null);
}

function checkStatus(account: Account, { id, type, launchTime }: Instance, check: Check) {
  const status = (result: CheckStatus['result']): CheckStatus => ({ result, impairedSince: null });
  if (check === 'ebs' && !publishesEbsMetrics(type)) return status('not-applicable');
  if (account.engine.now() < plus(launchTime, INITIALIZING)) return status('initializing');
  const since = impairedSince(account, machineOf(account, id), check);
  if (since === null || since < launchTime) return status('ok');
  return { result: 'impaired', impairedSince: since } as const;
}

function statusOf(account: Account, instance: Instance): InstanceStatus {
  const checks = CHECKS.map((check) => [check, checkStatus(account, instance, check)] as const);
  const [system, own, ebs] = checks.map(([, status]) => status);
  if (!system || !own || !ebs) throw new RangeError('there are three checks');
  return {
    instanceId: instance.id,
    checks: { system, instance: own, ebs },
    events: [...machineOf(account, instance.id).events],
  };
}

/** As DescribeInstanceStatus lists them: of what runs by this list of instances. */
export const statusFamily = (account: Account, listed: Family<Instance>): Family<InstanceStatus> =>
  complete(
    itemsOf(listed)
      .filter(({ state }) => state === 'running')
      .map((instance) => statusOf(account, instance)),
  );

/** Until somebody stops and starts it, or `heal`. */
export function impair(account: Account, id: InstanceId, check: Check): void {
  machineOf(account, id).impaired.set(check, account.engine.now());
}

export function heal(account: Account, id: InstanceId, check: Check): void {
  machineOf(account, id).impaired.delete(check);
}

export interface PlannedEvent {
  readonly code: EventCode;
  readonly notBefore: Instant;
  readonly description?: string;
}

/** Where AWS would have put it on, it happens at its time; a start before that moves it away. */
export function planEvent(account: Account, id: InstanceId, planned: PlannedEvent): void {
  const machine = machineOf(account, id);
  const { code, notBefore, description = 'The host needs maintenance.' } = planned;
  const event: ScheduledEvent = {
    id: account.identity.instanceEvent(`${machine.label} ${code} ${notBefore}`),
    code,
    description,
    notBefore,
    notAfter: plus(notBefore, hours(2)),
    deadline: plus(notBefore, days(7)),
  };
  machine.events.push(event);
  account.engine.at(notBefore, () => carryOut(account, machine, event));
}

export function callOffEvents(account: Account, id: InstanceId): void {
  const machine = machineOf(account, id);
  for (const event of [...machine.events]) end(account, machine, { event, how: '[Canceled]' });
}

interface Ending {
  readonly event: ScheduledEvent;
  readonly how: '[Completed]' | '[Canceled]';
}

function end(account: Account, machine: Machine, { event, how }: Ending): void {
  const index = machine.events.findIndex(({ id }) => id === event.id);
  if (index === -1 || endOf(event) !== null) return;
  machine.events[index] = { ...event, description: `${how} ${event.description}` };
  account.engine.after(SHOWN, () => {
    const shown = machine.events.findIndex(({ id }) => id === event.id);
    if (shown !== -1) machine.events.splice(shown, 1);
  });
}

/** A retired host takes what has its root on it along; other events leave the state as it is. */
function carryOut(account: Account, machine: Machine, event: ScheduledEvent): void {
  const instance = account.instances.get(machine.id);
  const stands = machine.events.find(({ id }) => id === event.id);
  if (stands === undefined || endOf(stands) !== null) return;
  if (instance === undefined || isGone(instance.state)) return;
  end(account, machine, { event, how: '[Completed]' });
  if (event.code !== 'instance-retirement' && event.code !== 'instance-stop') return;
  if (instance.rootDevice === 'instance-store') {
    beginTerminate(account, machine.id, SCHEDULED_STOP);
  } else if (instance.state === 'running') beginStop(account, machine.id, SCHEDULED_STOP);
}
