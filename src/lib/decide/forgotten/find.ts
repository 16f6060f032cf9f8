/** `(sight, memory, policy, prices) -> SurveyRecord`: pure, for the instant of the sight. */
import { type EstateSight, REGION_FAMILIES, type RegionSight } from '../../model/estate.ts';
import { type Finding, findingKey, type Unread } from '../../model/finding.ts';
import { newestSnapshotOf } from '../../model/image.ts';
import type { Instant } from '../../model/instant.ts';
import type { LeftAddress, LeftVolume, SurveyRecord } from '../../model/ledger.ts';
import type { Policy } from '../../model/policy.ts';
import type { PriceTable } from '../../model/price.ts';
import type { LocalDate } from '../../model/schedule.ts';
import { clusters } from './clusters.ts';
import { databases } from './databases.ts';
import type { Finder, Found } from './finder.ts';
import { gp2Volumes } from './gp2-volumes.ts';
import { idleAddresses } from './idle-addresses.ts';
import { emptyLoadBalancers, idleNatGateways } from './idle-network.ts';
import { instancesElsewhere } from './instances-elsewhere.ts';
import { lightsail } from './lightsail.ts';
import { idleEndpoints, runningNotebooks, studioApps } from './sagemaker.ts';
import { searchDomains } from './search-domains.ts';
import { oldImages, orphanSnapshots } from './snapshots.ts';
import { withKnownStarters } from './starters.ts';
import { stoppedInstances } from './stopped-instances.ts';
import { unattachedVolumes } from './unattached-volumes.ts';
import { formerly, unseenSince } from './unseen.ts';

const FINDERS: readonly Finder[] = [
  instancesElsewhere,
  stoppedInstances,
  unattachedVolumes,
  gp2Volumes,
  idleAddresses,
  databases,
  orphanSnapshots,
  oldImages,
  idleNatGateways,
  emptyLoadBalancers,
  clusters,
  searchDomains,
  lightsail,
  idleEndpoints,
  studioApps,
  runningNotebooks,
];

/** An item of the ledger holds 400 KB: so many findings of the longest form are half of that. */
const MOST_FINDINGS = 400;

export interface Remembered {
  readonly before: SurveyRecord | null;
  readonly leftVolumes: readonly LeftVolume[];
  readonly leftAddresses: readonly LeftAddress[];
}

export interface FindOptions {
  readonly date: LocalDate;
  readonly policy: Policy;
  readonly prices: PriceTable;
  /** Regions besides home that ticks look at. */
  readonly managed?: ReadonlySet<string> | undefined;
}

export function findForgotten(
  sight: EstateSight,
  memory: Remembered,
  options: FindOptions,
): SurveyRecord {
  const findings = sight.regions
    .flatMap((region) => foundIn(sight, region, { ...memory, ...options }))
    .map((found) => dated(found, memory.before, sight.takenAt))
    .sort(dearestFirst);
  const written = withKnownStarters(findings.slice(0, MOST_FINDINGS), memory.before);
  return {
    kind: 'survey',
    date: options.date,
    at: sight.takenAt,
    regionsRead: sight.regions.length,
    findings: written,
    leftOut: findings.length - written.length,
    unseen: unseenSince(memory.before, sight).slice(0, MOST_FINDINGS - written.length),
    unread: unreadOf(sight, memory.before),
    unlooked: sight.unlooked,
    leftBackups: backupsOf(memory.leftVolumes, sight),
  };
}

/** Also of today: somebody may have heeded the advice to make one. */
function backupsOf(left: readonly LeftVolume[], sight: EstateSight): SurveyRecord['leftBackups'] {
  const snapshots = sight.regions.find(({ region }) => region === sight.home)?.snapshots;
  if (!snapshots?.complete) return [];
  const { items } = snapshots;
  return left.map(({ volumeId }) => ({ volumeId, newest: newestSnapshotOf(volumeId, items) }));
}

const NOTHING_LEFT = { leftVolumes: [], leftAddresses: [] };

type Placed = Found & { readonly region: string };

function foundIn(
  sight: EstateSight,
  region: RegionSight,
  known: Remembered & FindOptions,
): readonly Placed[] {
  const isHome = region.region === sight.home;
  const { policy, prices, managed } = known;
  const isManaged = isHome || (managed?.has(region.region) ?? false);
  const { leftVolumes, leftAddresses } = isHome ? known : NOTHING_LEFT;
  const left = { leftVolumes, leftAddresses };
  const sweep = { sight, region, isHome, isManaged, policy, prices, ...left, now: sight.takenAt };
  return FINDERS.flatMap((find) => find(sweep)).map((found) => ({
    ...found,
    region: region.region,
  }));
}

/** As old as the first sweep of a row that found it, whenever it looked. */
function dated(found: Placed, before: SurveyRecord | null, now: Instant): Finding {
  const key = findingKey(found);
  const known = formerly(before).find((finding) => findingKey(finding) === key);
  return { ...found, foundAt: known?.foundAt ?? now };
}

const dearestFirst = (a: Finding, b: Finding): number =>
  (b.monthlyMicroUsd ?? -1) - (a.monthlyMicroUsd ?? -1) || (findingKey(a) < findingKey(b) ? -1 : 1);

function unreadOf(sight: EstateSight, before: SurveyRecord | null): readonly Unread[] {
  const { home, enabled, regions, takenAt } = sight;
  const reads = regions.flatMap((region) =>
    REGION_FAMILIES.map((family) => [region.region, family, region[family]] as const),
  );
  return [[home, 'regions', enabled] as const, ...reads].flatMap(([region, family, read]) => {
    if (read.complete) return [];
    const { code, permission } = read.fault;
    const known = before?.unread.find(
      (one) => one.region === region && one.family === family && one.code === code,
    );
    return [{ region, family, code, permission, foundAt: known?.foundAt ?? takenAt }];
  });
}
