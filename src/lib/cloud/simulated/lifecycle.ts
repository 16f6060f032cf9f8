/** How an instance goes from state to state, with what each step takes and gives. */
import type { InstanceId } from '../../model/ids.ts';
import { type Instance, type InstanceState, isGone } from '../../model/instance.ts';
import { type Duration, hours, minutes } from '../../model/instant.ts';
import { type Account, drawSeconds, luckOf, type Machine, machineOf } from './account.ts';
import {
  addressesOn,
  assignPublicIp,
  detach,
  meterAddressesOn,
  releasePublicIp,
} from './addresses.ts';
import {
  CLIENT_ERROR_ON_LAUNCH,
  HIBERNATE_CODE,
  NO_REASON,
  PENDING,
  type StateExplanation,
} from './state-reasons.ts';
import { settleVolumes } from './volumes.ts';

const isHibernating = ({ state, stateReason }: Instance): boolean =>
  state === 'stopping' && stateReason?.code === HIBERNATE_CODE;

/** `running` bills, and `stopping` on the way to hibernation. */
const isBilled = (instance: Instance): boolean =>
  instance.state === 'running' || isHibernating(instance);

/** Begins or ends what is measured and billed with the state. */
export function meterState(account: Account, instance: Instance): void {
  const now = account.engine.now();
  const machine = machineOf(account, instance.id);
  const run = machine.runs.at(-1);
  if (instance.state === 'running') machine.runs.push({ from: now, to: null });
  else if (run !== undefined && run.to === null) run.to = now;

  const { id, type, platform } = instance;
  const isOpen = account.usage.open(id) !== undefined;
  if (isBilled(instance) && !isOpen) {
    const priced = { kind: 'instance', type, platform, percent: machine.pricePercent } as const;
    account.usage.begin({ id, name: machine.label, priced, from: now });
  } else if (!isBilled(instance) && isOpen) account.usage.end(id, now);
  meterAddressesOn(account, id);
}

type Change = { readonly state: InstanceState } & StateExplanation & Partial<Instance>;

function enter(account: Account, id: InstanceId, change: Change): void {
  const previous = account.instances.get(id);
  if (previous === undefined) return;
  const instance: Instance = { ...previous, ...change };
  account.instances.set(id, instance);
  announce(account, instance, previous);
}

/** Measures, writes down and tells whoever listens. */
export function announce(account: Account, instance: Instance, previous: Instance | null): void {
  meterState(account, instance);
  account.journal.write({
    kind: 'state',
    at: account.engine.now(),
    instanceId: instance.id,
    name: machineOf(account, instance.id).label,
    from: previous?.state ?? null,
    to: instance.state,
    reason: instance.stateReason?.code ?? null,
  });
  for (const listener of account.stateListeners) listener(instance, previous);
}

/** The next step of a transition; a newer transition takes its place. */
function proceed(
  account: Account,
  machine: Machine,
  next: { readonly after: Duration; readonly step: () => void },
): void {
  machine.pending?.();
  machine.pending = account.engine.after(next.after, () => {
    machine.pending = null;
    next.step();
  });
}

function fallsBack(account: Account, machine: Machine, instance: Instance): boolean {
  const { keyBrokenUntil, label } = machine;
  if (keyBrokenUntil !== null && account.engine.now() < keyBrokenUntil) return true;
  const encrypted = instance.volumes.some(({ volumeId }) => {
    return account.volumes.get(volumeId)?.encrypted ?? false;
  });
  if (!encrypted) return false;
  return luckOf(account, `key of ${label}`, hours(1)) < account.faults.startFallsBack;
}

/** What happens to an instance that is `pending`: it runs, or it falls back. */
export function bootUp(account: Account, id: InstanceId): void {
  const machine = machineOf(account, id);
  const luck = luckOf(account, `boot of ${machine.label}`);
  const instance = account.instances.get(id);
  if (instance !== undefined && fallsBack(account, machine, instance)) {
    const step = (): void => finishStop(account, id, true);
    proceed(account, machine, { after: drawSeconds(luck, 2, 8), step });
    return;
  }
  const step = (): void => enter(account, id, { state: 'running', ...NO_REASON });
  proceed(account, machine, { after: drawSeconds(luck, 8, 25), step });
}

export function beginStart(account: Account, id: InstanceId): void {
  const launchTime = account.engine.now();
  const machine = machineOf(account, id);
  machine.interrupted = false;
  machine.impaired.clear();
  machine.events.length = 0;
  enter(account, id, { state: 'pending', launchTime, ...PENDING });
  assignPublicIp(account, id);
  bootUp(account, id);
}

/** The RAM is gone, the auto-assigned address too; volumes, interfaces and Elastic IPs stay. */
function finishStop(account: Account, id: InstanceId, fellBack: boolean): void {
  const instance = account.instances.get(id);
  if (instance === undefined) return;
  releasePublicIp(account, id);
  const { stateReason, stateTransitionReason } = instance;
  const explanation = fellBack ? CLIENT_ERROR_ON_LAUNCH : { stateReason, stateTransitionReason };
  enter(account, id, { state: 'stopped', ...explanation });
}

/** Twenty seconds to a minute as a rule; one in thirty takes minutes, and some hang. */
function stopDuration(account: Account, machine: Machine, instance: Instance): Duration {
  const luck = luckOf(account, `stop of ${machine.label}`);
  const bad = luckOf(account, `slow stop of ${machine.label}`);
  if (bad < account.faults.stopHangs) return drawSeconds(luck, 840, 960);
  if (isHibernating(instance)) return drawSeconds(luck, 60, 240);
  return bad > 0.97 ? drawSeconds(luck, 120, 300) : drawSeconds(luck, 20, 60);
}

export function beginStop(account: Account, id: InstanceId, why: StateExplanation): void {
  enter(account, id, { state: 'stopping', ...why });
  const instance = account.instances.get(id);
  if (instance === undefined) return;
  const machine = machineOf(account, id);
  const after = stopDuration(account, machine, instance);
  proceed(account, machine, { after, step: () => finishStop(account, id, false) });
}

/** A terminated instance is listed for up to an hour; its tags go before it does. */
function fade(account: Account, machine: Machine): void {
  const luck = luckOf(account, `fading of ${machine.label}`);
  const { id } = machine;
  account.engine.after(drawSeconds(luck, 300, 1_800), () => {
    const instance = account.instances.get(id);
    if (instance !== undefined) account.instances.set(id, { ...instance, tags: {} });
  });
  const listed = drawSeconds(luck, minutes(40) / 1_000, minutes(59) / 1_000);
  account.engine.after(listed, () => account.instances.delete(id));
}

function finishTerminate(account: Account, id: InstanceId): void {
  const instance = account.instances.get(id);
  if (instance === undefined) return;
  releasePublicIp(account, id);
  for (const address of addressesOn(account, id)) detach(account, address);
  settleVolumes(account, instance);
  const { stateReason, stateTransitionReason } = instance;
  const explanation = { stateReason, stateTransitionReason };
  enter(account, id, { state: 'terminated', ...explanation, interfaces: [], volumes: [] });
  fade(account, machineOf(account, id));
}

export function beginTerminate(account: Account, id: InstanceId, why: StateExplanation): void {
  const instance = account.instances.get(id);
  if (instance === undefined || isGone(instance.state)) return;
  const machine = machineOf(account, id);
  enter(account, id, { state: 'shutting-down', ...why });
  const after = drawSeconds(luckOf(account, `end of ${machine.label}`), 20, 60);
  proceed(account, machine, { after, step: () => finishTerminate(account, id) });
}
