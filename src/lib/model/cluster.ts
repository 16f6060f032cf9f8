import type { Instant } from './instant.ts';
import type { Tags } from './tag.ts';

/** What AWS still does for a Kubernetes version: the control plane of an old one is dearer. */
export type ClusterSupport = 'standard' | 'extended';

/** An EKS cluster; its nodes are instances like any other. */
export interface Cluster {
  readonly name: string;
  readonly arn: string;
  /** `1.33`. */
  readonly version: string;
  /** AWS's word: `ACTIVE`, `CREATING`, `DELETING`, `FAILED`, `PENDING`, `UPDATING`. */
  readonly status: string;
  /** Null where AWS could not be asked which versions are in extended support. */
  readonly support: ClusterSupport | null;
  /** A provisioned control plane bills by its tier instead; `standard` is the usual one. */
  readonly tier: string;
  readonly createdAt: Instant | null;
  readonly tags: Tags;
}
