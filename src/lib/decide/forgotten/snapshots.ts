import { itemsOf } from '../../model/family.ts';
import type { EbsSnapshot, MachineImage } from '../../model/image.ts';
import { between, days } from '../../model/instant.ts';
import { type MicroUsd, microUsd } from '../../model/money.ts';
import type { PriceTable } from '../../model/price.ts';
import type { Tags } from '../../model/tag.ts';
import { type Finder, isMeant, nameTag, sumIfKnown } from './finder.ts';

/** A snapshot is often made right before its volume is deleted: that one is wanted for a while. */
const SNAPSHOT_AGE = days(30);
/** Of an image: since it was made, and since anything was launched from it. */
const IMAGE_AGE = days(180);

/** AWS Backup and Data Lifecycle Manager delete by themselves what they have made. */
const LIFECYCLE_TAGS = ['aws:backup:source-resource', 'aws:dlm:lifecycle-policy-id'];
const isCaredFor = ({ tags }: { readonly tags: Tags }): boolean =>
  LIFECYCLE_TAGS.some((key) => Object.hasOwn(tags, key));

/** Whose volume is gone, and that no image stands on. */
export const orphanSnapshots: Finder = ({ region, prices, now }) => {
  const { volumes, images, snapshots } = region;
  // Only of complete lists absence says anything.
  if (!volumes.complete || !images.complete) return [];
  const used = new Set(images.items.flatMap(({ snapshotIds }) => snapshotIds));
  const there = new Set<string | null>(volumes.items.map(({ id }) => id));
  return itemsOf(snapshots)
    .filter(({ id, volumeId }) => !used.has(id) && !there.has(volumeId))
    .filter(({ startedAt }) => between(startedAt, now) >= SNAPSHOT_AGE)
    .filter((snapshot) => !isMeant(snapshot) && !isCaredFor(snapshot))
    .map((snapshot) => ({
      kind: 'orphan-snapshot',
      id: snapshot.id,
      name: nameTag(snapshot),
      since: null,
      monthlyMicroUsd: mostOf(snapshot, region.region, prices),
      facts: { fullGiB: snapshot.fullGiB, startedAt: snapshot.startedAt },
    }));
};

/** Made and last launched half a year ago, while its snapshots bill on. */
export const oldImages: Finder = ({ region, prices, now }) => {
  const { snapshots } = region;
  if (!snapshots.complete) return [];
  const isOld = ({ createdAt, launchedAt }: MachineImage): boolean =>
    between(launchedAt ?? createdAt, now) >= IMAGE_AGE && between(createdAt, now) >= IMAGE_AGE;
  return itemsOf(region.images)
    .filter((image) => image.snapshotIds.length > 0 && isOld(image))
    .filter((image) => !isMeant(image) && !isCaredFor(image))
    .map((image) => {
      const its = snapshots.items.filter(({ id }) => image.snapshotIds.includes(id));
      const costs = its.map((snapshot) => mostOf(snapshot, region.region, prices));
      return {
        kind: 'old-image',
        id: image.id,
        name: nameTag(image) || image.name,
        since: image.launchedAt,
        monthlyMicroUsd: its.length < image.snapshotIds.length ? null : sumIfKnown(costs),
        facts: {
          snapshots: image.snapshotIds.length,
          fullGiB: its.reduce((sum, { fullGiB }) => sum + fullGiB, 0),
          createdAt: image.createdAt,
        },
      };
    });
};

/** The most it can cost; an archived one has a price that no row names. */
function mostOf({ fullGiB, tier }: EbsSnapshot, region: string, prices: PriceTable) {
  const gibMonth: MicroUsd | null = tier === 'archive' ? null : prices.snapshotGibMonth(region);
  return gibMonth === null ? null : microUsd(Math.round(gibMonth * fullGiB));
}
