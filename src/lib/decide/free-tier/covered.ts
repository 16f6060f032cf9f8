/**
 * Whether what a stop saves is hours of the free tier, or credits: neither costs anybody money.
 * Said when every rule has spoken: the forecast itself asks what the rules will do.
 */
import { monthOf } from '../../meter/month.ts';
import type { Mark } from '../../model/decision.ts';
import type { InstanceId } from '../../model/ids.ts';
import type { LimitName } from '../../model/meter.ts';
import type { Notice } from '../../model/notice.ts';
import type { FreeHours, StopEffects } from '../../model/stop-effects.ts';
import type { World } from '../world.ts';
import { limitOf } from './hours-limit.ts';
import { liveMeter } from './live-meter.ts';

/** As the meter foresees the month with all that runs now going on; null: money is at stake. */
function coveredBy(world: World, name: LimitName): FreeHours | null {
  const live = liveMeter(world);
  const use = live?.meter.limits.find((limit) => limit.name === name);
  if (!live || use === undefined || use.forecast > use.limit) return null;
  const ends = live.meter.allowanceEnds;
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
  (liveMeter(world)?.meter.credits?.remaining ?? 0) > 0 ? { byCredits: true } : {};

/** Of an address that is in use: an idle one is free to nobody. */
const freeAddress = (
  world: World,
  { losesPublicIp }: StopEffects,
): Pick<StopEffects, 'freeAddress'> =>
  losesPublicIp !== null && coveredBy(world, 'publicIpv4Hours') !== null
    ? { freeAddress: true }
    : {};

function withFreeHours(world: World, notice: Notice): Notice {
  switch (notice.kind) {
    case 'about-to-stop':
      return { ...notice, facts: { ...notice.facts, effects: freed(world, notice.facts) } };
    case 'stopped':
      return { ...notice, facts: { ...notice.facts, effects: freed(world, notice.facts) } };
    case 'started': {
      const { facts } = notice;
      const free = freeHours(world, facts.subject.instanceId);
      return { ...notice, facts: { ...facts, ...free, ...byCredits(world) } };
    }
    default:
      return notice;
  }
}

type Stopping = Extract<Notice, { readonly kind: 'about-to-stop' | 'stopped' }>['facts'];

const freed = (world: World, { subject, effects }: Stopping): StopEffects => ({
  ...effects,
  ...freeHours(world, subject.instanceId),
  ...freeAddress(world, effects),
  ...byCredits(world),
});

/** The marks of a pass, with what is free named in their messages. */
export const withFree = (world: World, marks: readonly Mark[]): readonly Mark[] =>
  marks.map((mark) =>
    mark.mark === 'notice' ? { ...mark, notice: withFreeHours(world, mark.notice) } : mark,
  );
