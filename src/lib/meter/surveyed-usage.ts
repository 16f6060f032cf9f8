/** What a daily sweep keeps of the usage that it saw. */
import type { Instant } from '../model/instant.ts';
import type { MeteredUsage, Run, SharedUse, SurveyedUsage } from '../model/metered-usage.ts';
import type { PastUsage } from '../model/past-usage.ts';
import type { RangeBasis } from './idle-stops.ts';
import { monthOf } from './month.ts';
import { sharedUses } from './shared-use.ts';

interface Metered {
  readonly usage: MeteredUsage;
  readonly past: Pick<PastUsage, 'sampled'>;
}

/** What passes at home list themselves: of other Regions' passes nobody does. */
export function homeUses(
  usage: MeteredUsage,
  home: string,
  { prices, now }: Pick<RangeBasis, 'prices' | 'now'>,
): readonly SharedUse[] {
  const isHome = ({ region }: { readonly region: string }): boolean => region === home;
  const instances = usage.instances.filter(isHome);
  const addresses = usage.addresses.filter((one) => one.kind === 'auto' && isHome(one));
  const part = { ...usage, besides: [], instances, volumes: [], addresses };
  return sharedUses(part, now, prices);
}

/** Of some hundred bytes each, in an item that holds 400 KB and the findings besides. */
const MOST_ENTRIES = 1_000;

/** Home's instances are listed by every pass. What is too much to keep is the smallest volumes. */
export function surveyedUsage(
  { usage, past: { sampled } }: Metered,
  home: string,
  now: Instant,
): SurveyedUsage {
  const { from } = monthOf(now);
  const counts = ({ to }: Run): boolean => to === null || to > from;
  const instances = usage.instances
    .filter(({ region }) => region !== home)
    .map(({ schedule: _, runs, ...one }) => ({
      ...one,
      runs: runs.filter(counts),
    }))
    .filter(({ runs }) => runs.length > 0)
    .slice(0, MOST_ENTRIES);
  const addresses = usage.addresses
    .filter(counts)
    .filter(({ kind, region }) => kind === 'elastic' || region !== home)
    .slice(0, MOST_ENTRIES - instances.length);
  const volumes = usage.volumes
    .filter(counts)
    .toSorted((a, b) => b.sizeGiB - a.sizeGiB)
    .slice(0, MOST_ENTRIES - instances.length - addresses.length);
  const { plan, besides, before, others } = usage;
  const isHome = ({ region }: { readonly region: string }): boolean => region === home;
  return {
    ...{ plan, instances, volumes, addresses },
    ...(besides === undefined ? {} : { besides }),
    ...(before === undefined ? {} : { before }),
    ...(others === undefined ? {} : { others }),
    ...(sampled === undefined
      ? {}
      : {
          sampled: {
            instances: sampled.instances.filter(isHome),
            addresses: sampled.addresses.filter(isHome),
          },
        }),
  };
}
