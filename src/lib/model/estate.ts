/** The whole account, Region by Region, as the daily sweep reads it: no more than it needs. */
import type { Address } from './address.ts';
import type { Cluster } from './cluster.ts';
import type { Database } from './database.ts';
import type { Family } from './family.ts';
import type { EbsSnapshot, MachineImage } from './image.ts';
import type { Instance } from './instance.ts';
import type { Instant } from './instant.ts';
import type { LightsailServer } from './lightsail.ts';
import type { LoadBalancer, NatGateway } from './network.ts';
import type { Notebook } from './notebook.ts';
import type { Endpoint, StudioApp } from './sagemaker.ts';
import type { SearchDomain } from './search-domain.ts';
import type { Volume } from './volume.ts';

/** What is read of each Region, with the items that it is made of. One row adds a family. */
export interface RegionFamilies {
  readonly instances: Instance;
  /** All of them, attached or not. */
  readonly volumes: Volume;
  readonly addresses: Address;
  /** Of RDS; Aurora's, Neptune's and DocumentDB's instances are listed by the same call. */
  readonly databases: Database;
  /** Of this account: the public has millions. */
  readonly snapshots: EbsSnapshot;
  readonly images: MachineImage;
  readonly natGateways: NatGateway;
  readonly loadBalancers: LoadBalancer;
  /** Of EKS. */
  readonly clusters: Cluster;
  /** Of OpenSearch Service. */
  readonly searchDomains: SearchDomain;
  readonly lightsail: LightsailServer;
  /** Of SageMaker, in service; without those of which nobody could say whether they are used. */
  readonly endpoints: Endpoint;
  /** Of SageMaker Studio, in service. */
  readonly studioApps: StudioApp;
  /** SageMaker notebook instances. */
  readonly notebooks: Notebook;
}

export type RegionFamily = keyof RegionFamilies;

export const REGION_FAMILIES: readonly RegionFamily[] = [
  'instances',
  'volumes',
  'addresses',
  'databases',
  'snapshots',
  'images',
  'natGateways',
  'loadBalancers',
  'clusters',
  'searchDomains',
  'lightsail',
  'endpoints',
  'studioApps',
  'notebooks',
];

/** One Region as a sweep saw it. */
export type RegionSight = { readonly region: string } & {
  readonly [Name in RegionFamily]: Family<RegionFamilies[Name]>;
};

export interface EstateSight {
  readonly takenAt: Instant;
  /** Where Tierkeeper is deployed, and decides every five minutes. */
  readonly home: string;
  /** Incomplete where the account's Regions could not be listed: then only home was read. */
  readonly enabled: Family<string>;
  readonly regions: readonly RegionSight[];
  /** Wanted, but there was no time left for them. */
  readonly unlooked: readonly string[];
}
