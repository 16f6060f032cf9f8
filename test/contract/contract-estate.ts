/** What a case of the daily sweep may do: an owner's hands in one Region, and what is read. */
import type { RegionEstate } from '../../src/lib/cloud/cloud.ts';
import type { SnapshotId, VolumeId } from '../../src/lib/model/ids.ts';

export interface NewDatabase {
  readonly name: string;
  readonly instanceClass: string;
  readonly engine: 'mysql' | 'postgres';
  readonly sizeGiB: number;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface EstateAccount {
  readonly estate: RegionEstate;
  createDatabase(of: NewDatabase): Promise<void>;
  stopDatabase(name: string): Promise<void>;
  createCluster(of: { readonly name: string; readonly version: string }): Promise<void>;
  /** Two small nodes, with 10 GiB of gp3 each. */
  createDomain(name: string): Promise<void>;
  /** A volume, and a snapshot of it. */
  backUp(): Promise<{ readonly volumeId: VolumeId; readonly snapshotId: SnapshotId }>;
  /** Of a machine with one disk. */
  createImage(name: string): Promise<void>;
  /** An Application Load Balancer with an instance behind it. */
  createServingBalancer(name: string): Promise<void>;
  createNatGateway(name: string): Promise<void>;
  /** An Application Load Balancer and a Classic one, with nothing registered. */
  createLoadBalancers(names: readonly [application: string, classic: string]): Promise<void>;
}

/** Where moto does other than AWS, and what it does instead. */
interface Difference {
  readonly why: string;
  readonly source: string;
  readonly instead: (account: EstateAccount) => Promise<void>;
}

export interface EstateCase {
  /** What AWS does. */
  readonly name: string;
  readonly run: (account: EstateAccount) => Promise<void>;
  readonly moto?: Difference;
}
