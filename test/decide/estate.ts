/** A case of the daily sweep, as its tables write it: only what it is about. */

import { parsePolicyDocument } from '../../src/lib/config/policy-document.ts';
import type { FindOptions, Remembered } from '../../src/lib/decide/forgotten/find.ts';
import { priceTable } from '../../src/lib/meter/price.ts';
import {
  type EstateSight,
  REGION_FAMILIES,
  type RegionFamilies,
  type RegionFamily,
  type RegionSight,
} from '../../src/lib/model/estate.ts';
import { complete, type Family, incomplete } from '../../src/lib/model/family.ts';
import { type FaultCode, fault } from '../../src/lib/model/fault.ts';
import type { Finding } from '../../src/lib/model/finding.ts';
import type { LeftAddress, LeftVolume } from '../../src/lib/model/ledger.ts';
import { usd } from '../../src/lib/model/money.ts';
import { NOON } from '../build/at.ts';
import { ebsSnapshot, loadBalancer, machineImage, natGateway } from '../build/estate.ts';
import { instance } from '../build/instance.ts';
import { notebook } from '../build/notebook.ts';
import {
  address,
  cluster,
  database,
  lightsailServer,
  searchDomain,
  volume,
} from '../build/resources.ts';
import { endpoint, studioApp } from '../build/sagemaker.ts';

const HOME = 'ap-northeast-2';
const ELSEWHERE = 'us-east-1';

type Loose = Readonly<Record<string, unknown>>;
type Rows = {
  readonly [Name in RegionFamily]?: readonly Loose[] | { readonly refused: FaultCode };
};

export interface EstateGiven {
  readonly home?: Rows;
  readonly elsewhere?: Rows;
  /** What the sweep of an earlier day found. */
  readonly before?: readonly Finding[];
  /** What it had kept of a still earlier one without seeing it. */
  readonly beforeUnseen?: readonly Finding[];
  /** There was no time for us-east-1. */
  readonly hurried?: boolean;
  /** The Regions of the account could not be listed, so that home alone was read. */
  readonly blind?: boolean;
  readonly leftVolumes?: readonly LeftVolume[];
  readonly leftAddresses?: readonly LeftAddress[];
  /** What differs from the defaults. */
  readonly policy?: Loose;
  /** No price is known at all. */
  readonly unpriced?: boolean;
}

/** In `us-east-1` unless it says otherwise, dearest first; nothing else may be found. */
export interface EstateCase {
  readonly name: string;
  readonly given: EstateGiven;
  /** What an earlier sweep found and this one could not look at, by kind and id. */
  readonly unseen?: readonly string[];
  readonly then: readonly {
    readonly kind: string;
    readonly id: string;
    readonly region?: string;
    /** A month; null: unknown. */
    readonly usd?: number | null;
    readonly proven?: boolean;
    readonly since?: string | null;
    readonly facts?: Loose;
  }[];
}

const BUILD: { readonly [Name in RegionFamily]: (row: Loose) => RegionFamilies[Name] } = {
  instances: instance,
  volumes: volume,
  addresses: address,
  databases: database,
  snapshots: ebsSnapshot,
  images: machineImage,
  natGateways: natGateway,
  loadBalancers: loadBalancer,
  clusters: cluster,
  searchDomains: searchDomain,
  lightsail: lightsailServer,
  endpoints: endpoint,
  studioApps: studioApp,
  notebooks: notebook,
};

/** Round numbers, to be reckoned by hand; in Seoul gp3's throughput has no price. */
const PRICES = priceTable([], {
  [`instance/${ELSEWHERE}/t3.micro/linux`]: usd(0.01),
  [`volume/${ELSEWHERE}/gp2/gib-month`]: usd(0.1),
  [`volume/${ELSEWHERE}/gp3/gib-month`]: usd(0.08),
  [`volume/${ELSEWHERE}/gp3/iops-month`]: usd(0.005),
  [`volume/${ELSEWHERE}/gp3/mibps-month`]: usd(0.04),
  [`volume/${HOME}/gp2/gib-month`]: usd(0.12),
  [`volume/${HOME}/gp3/gib-month`]: usd(0.09),
  'public-ipv4/any/hour': usd(0.005),
  [`database/${ELSEWHERE}/db.t3.micro/mysql`]: usd(0.01),
  'cluster/any/standard': usd(0.1),
  'cluster/any/extended': usd(0.6),
  [`search/${ELSEWHERE}/t3.small.search`]: usd(0.04),
  [`search-storage/${ELSEWHERE}/gp3/gib-month`]: usd(0.1),
  [`database-storage/${ELSEWHERE}/gp2/gib-month`]: usd(0.1),
  [`database-storage/${ELSEWHERE}/gp3/gib-month`]: usd(0.1),
  [`snapshot/${ELSEWHERE}/gib-month`]: usd(0.05),
  [`nat-gateway/${ELSEWHERE}/hour`]: usd(0.05),
  [`sagemaker/${ELSEWHERE}/notebook/ml.t3.medium`]: usd(0.05),
  [`sagemaker/${ELSEWHERE}/studio/ml.t3.medium`]: usd(0.05),
  [`sagemaker/${ELSEWHERE}/hosting/ml.m5.xlarge`]: usd(0.2),
  [`sagemaker/${HOME}/notebook/ml.t3.medium`]: usd(0.06),
  [`load-balancer/${ELSEWHERE}/application/hour`]: usd(0.02),
  [`load-balancer/${ELSEWHERE}/classic/hour`]: usd(0.03),
});

function familyOf<Name extends RegionFamily>(rows: Rows, name: Name): Family<RegionFamilies[Name]> {
  const given: Rows[RegionFamily] = rows[name];
  if (given === undefined) return complete([]);
  if ('refused' in given) return incomplete(fault(given.refused, 'AWS said no'));
  return complete(given.map((row) => BUILD[name](row)));
}

const regionOf = (region: string, rows: Rows): RegionSight => {
  const families = REGION_FAMILIES.map((name) => [name, familyOf(rows, name)]);
  return { region, ...Object.fromEntries(families) } as RegionSight;
};

export function sightOf(given: EstateGiven): EstateSight {
  const { home = {}, elsewhere = {}, hurried = false, blind = false } = given;
  const there = hurried || blind ? [] : [regionOf(ELSEWHERE, elsewhere)];
  return {
    takenAt: NOON,
    home: HOME,
    enabled: blind ? incomplete(fault('throttled', 'slow down')) : complete([HOME, ELSEWHERE]),
    regions: [regionOf(HOME, home), ...there],
    unlooked: hurried ? [ELSEWHERE] : [],
  };
}

export const rememberedOf = (given: EstateGiven): Remembered => {
  const { before: findings = [], beforeUnseen: unseen = [] } = given;
  const { leftVolumes = [], leftAddresses = [] } = given;
  const empty = {
    kind: 'survey',
    date: '2026-11-23',
    at: NOON,
    regionsRead: 2,
    unread: [],
    unlooked: [],
    leftBackups: [],
  } as const;
  const isFirst = findings.length + unseen.length === 0;
  const before = isFirst ? null : { ...empty, findings, unseen, leftOut: 0 };
  return { before, leftVolumes, leftAddresses };
};

export const optionsOf = ({ unpriced = false, policy = {} }: EstateGiven): FindOptions => ({
  date: '2026-11-24',
  policy: parsePolicyDocument(policy),
  prices: unpriced ? priceTable([], {}) : PRICES,
});
