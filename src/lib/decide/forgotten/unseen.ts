/** What an earlier sweep found and this one could not look at: it is no younger for that. */
import type { EstateSight, RegionFamily } from '../../model/estate.ts';
import { type Finding, type FindingKind, findingKey } from '../../model/finding.ts';
import type { SurveyRecord } from '../../model/ledger.ts';

/** The families without which a finding of each kind cannot be made. */
const MADE_OF: Readonly<Record<FindingKind, readonly RegionFamily[]>> = {
  'instance-elsewhere': ['instances'],
  'unattached-volume': ['volumes'],
  'stopped-instance': ['instances'],
  'gp2-volume': ['volumes'],
  'orphan-snapshot': ['snapshots', 'volumes', 'images'],
  'old-image': ['images', 'snapshots'],
  'idle-nat-gateway': ['natGateways'],
  'empty-load-balancer': ['loadBalancers'],
  'idle-address': ['addresses'],
  'database-running': ['databases'],
  'database-stopped': ['databases'],
  cluster: ['clusters'],
  'search-domain': ['searchDomains'],
  lightsail: ['lightsail'],
  'idle-endpoint': ['endpoints'],
  'studio-app': ['studioApps'],
  'notebook-running': ['notebooks'],
};

/** All that the last sweep knew, told or not. */
export const formerly = (before: SurveyRecord | null): readonly Finding[] =>
  before === null ? [] : [...before.findings, ...before.unseen];

/** Neither found again nor proven gone. A Region that is wanted no more is not waited for. */
export function unseenSince(before: SurveyRecord | null, sight: EstateSight): readonly Finding[] {
  const wanted = sight.enabled.complete ? new Set(sight.enabled.items) : null;
  const seen = new Map(sight.regions.map((region) => [region.region, region]));
  const isUnseen = ({ kind, region: name }: Finding): boolean => {
    const region = seen.get(name);
    if (region === undefined) return wanted === null || wanted.has(name);
    return MADE_OF[kind].some((family) => !region[family].complete);
  };
  const known = new Map(formerly(before).map((finding) => [findingKey(finding), finding]));
  return [...known.values()].filter(isUnseen);
}
