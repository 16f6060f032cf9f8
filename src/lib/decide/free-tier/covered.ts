/**
 * Whether what a stop saves is hours of the free tier, credits, or of what is paid for in advance,
 * by Reserved Instances or perhaps a Savings Plan: none costs anybody more. Said when every rule
 * has spoken: the forecast itself asks what the rules will do, and several that stop together
 * leave less of what is paid for.
 */
import { monthOf } from '../../meter/month.ts';
import type { Mark } from '../../model/decision.ts';
import type { InstanceId } from '../../model/ids.ts';
import { endOf, type LimitName } from '../../model/meter.ts';
import type { Notice } from '../../model/notice.ts';
import type { FreeHours, StopEffects } from '../../model/stop-effects.ts';
import { type ReservedShares, reservedAfter, reservedNow } from '../reserved.ts';
import { type PlanShares, plansAfter, plansNow, plansOfOne } from '../savings-plans.ts';
import type { World } from '../world.ts';
import { limitOf } from './hours-limit.ts';
import { liveMeter } from './live-meter.ts';

/** As the meter foresees the month with all that runs now going on; null: money is at stake. */
function coveredBy(world: World, name: LimitName): FreeHours | null {
  const live = liveMeter(world);
  const use = live?.meter.limits.find((limit) => limit.name === name);
  if (!live || use === undefined || use.forecast > use.limit) return null;
  const ends = endOf(live.meter.plan, 'legacy');
  const { forecast, limit } = use;
  return ends === null || ends >= monthOf(world.now).to ? { forecast, limit } : null;
}

function freeHours(world: World, id: InstanceId): Pick<StopEffects, 'freeHours'> {
  const instance = world.instances.get(id);
  const name = instance === undefined ? null : limitOf(instance);
  const free = name === null ? null : coveredBy(world, name);
  return free === null ? {} : { freeHours: free };
}

const byCredits = (world: World): Pick<StopEffects, 'byCredits'> =>
  (liveMeter(world)?.credits()?.remaining ?? 0) > 0 ? { byCredits: true } : {};

/** Of an address that is in use: an idle one is free to nobody. */
const freeAddress = (
  world: World,
  { losesPublicIp }: StopEffects,
): Pick<StopEffects, 'freeAddress'> =>
  losesPublicIp !== null && coveredBy(world, 'publicIpv4Hours') !== null
    ? { freeAddress: true }
    : {};

interface Shares {
  readonly reserved: ReservedShares;
  readonly plans: PlanShares;
}

interface Paid {
  /** Of those that are about to stop: as if they had. */
  readonly after: Shares;
  readonly now: Shares;
}

type PaidAhead = Pick<StopEffects, 'reservedShare' | 'savingsPlanShare'>;

function share({ reserved, plans }: Shares, id: InstanceId): PaidAhead {
  const reservedShare = reserved.get(id);
  const savingsPlanShare = plans.get(id);
  return {
    ...(reservedShare === undefined ? {} : { reservedShare }),
    ...(savingsPlanShare === undefined ? {} : { savingsPlanShare }),
  };
}

function withFreeHours(world: World, notice: Notice, paid: Paid): Notice {
  switch (notice.kind) {
    case 'about-to-stop': {
      const effects = freed(world, notice.facts, paid.after);
      return { ...notice, facts: { ...notice.facts, effects } };
    }
    case 'stopped': {
      const effects = freed(world, notice.facts, paid.now);
      return { ...notice, facts: { ...notice.facts, effects } };
    }
    case 'started': {
      const { facts } = notice;
      const { instanceId: id } = facts.subject;
      const shares = { reserved: paid.now.reserved, plans: plansOfOne(world, id) };
      const more = { ...freeHours(world, id), ...byCredits(world), ...share(shares, id) };
      return { ...notice, facts: { ...facts, ...more } };
    }
    default:
      return notice;
  }
}

type Stopping = Extract<Notice, { readonly kind: 'about-to-stop' | 'stopped' }>['facts'];

const freed = (world: World, { subject, effects }: Stopping, shares: Shares): StopEffects => ({
  ...effects,
  ...freeHours(world, subject.instanceId),
  ...freeAddress(world, effects),
  ...byCredits(world),
  ...share(shares, subject.instanceId),
});

const stoppingIn = (mark: Mark): readonly InstanceId[] =>
  mark.mark === 'notice' && mark.notice.kind === 'about-to-stop'
    ? [mark.notice.facts.subject.instanceId]
    : [];

/** The marks of a pass, with what costs nothing more named in their messages. */
export function withFree(world: World, marks: readonly Mark[]): readonly Mark[] {
  const going = new Set<string>(marks.flatMap(stoppingIn));
  const paid = {
    after: { reserved: reservedAfter(world, going), plans: plansAfter(world, going) },
    now: { reserved: reservedNow(world), plans: plansNow(world) },
  };
  return marks.map((mark) =>
    mark.mark === 'notice' ? { ...mark, notice: withFreeHours(world, mark.notice, paid) } : mark,
  );
}
