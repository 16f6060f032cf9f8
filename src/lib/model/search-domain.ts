import type { Tags } from './tag.ts';

/** So many nodes of one type. */
export interface SearchNodes {
  /** `t3.small.search`. */
  readonly type: string;
  readonly count: number;
}

/** A domain of OpenSearch Service: it cannot be stopped, only deleted. */
export interface SearchDomain {
  readonly name: string;
  readonly arn: string;
  readonly data: SearchNodes;
  /** Dedicated masters; null where the data nodes do it. */
  readonly masters: SearchNodes | null;
  /** Warm, cold or coordinator nodes, which bill by rules of their own. */
  readonly hasOtherNodes: boolean;
  /** The EBS volume of each data node; null where they have disks of their own. */
  readonly disk: {
    readonly type: string;
    readonly sizeGiB: number;
    readonly iops: number | null;
    readonly throughputMiBps: number | null;
  } | null;
  readonly tags: Tags;
}
