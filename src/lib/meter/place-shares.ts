/** Who has what of the sum: accounts on one bill, or the Regions of one account. */

import type { Instant } from '../model/instant.ts';
import type { PlaceShare } from '../model/meter.ts';
import type { MeteredUsage, MeterShare, SharedUse } from '../model/metered-usage.ts';
import type { Meter } from './meter.ts';
import { monthOf } from './month.ts';
import { usedBy } from './shared-charges.ts';
import { isOldShare, togetherBy } from './shared-use.ts';

/** Another account on the bill, as its last sweep counted it; null: there was none. */
export interface Sharer {
  readonly label: string;
  readonly share: MeterShare | null;
}

export interface Counted {
  readonly meter: Meter;
  readonly usage: MeteredUsage;
  /** Without the others. */
  readonly own: readonly SharedUse[];
  readonly label: string;
  readonly sharers: readonly Sharer[];
  readonly now: Instant;
}

interface Shares {
  readonly places: readonly PlaceShare[];
  readonly missing: readonly string[];
}

/** What is missing is expected to go on as it did when somebody counted it, if anybody ever did. */
export function placeShares(counted: Counted): Shares {
  const { own, label, sharers, now } = counted;
  if (sharers.length === 0) return { places: regionShares(counted), missing: [] };
  const isMissing = ({ share }: Sharer): boolean =>
    share === null || isOldShare(share, now) || share.at < monthOf(now).from;
  const others = sharers
    .filter((one) => !isMissing(one))
    .map((one) => ({
      place: one.label,
      uses: (one.share?.uses ?? []).map((use) => ({ ...use, used: usedBy(use, now) })),
    }));
  const places = [{ place: label, uses: own }, ...others]
    .filter(({ uses }) => uses.length > 0)
    .map(({ place, uses }) => ({ place, uses: togetherBy(uses) }));
  return { places, missing: sharers.filter(isMissing).map((one) => one.label) };
}

/** What nobody knows the Region of is in none of them: AWS's own count of what is not seen. */
function regionShares({ meter, usage }: Counted): readonly PlaceShare[] {
  const all = [...usage.instances, ...usage.volumes, ...usage.addresses];
  const regions = new Map(all.map(({ id, region }) => [id, region]));
  const byRegion = Map.groupBy(meter.shares, ({ id }) => regions.get(id));
  return [...byRegion].flatMap(([place, shares]) =>
    place === undefined ? [] : [{ place, uses: togetherBy(shares) }],
  );
}
