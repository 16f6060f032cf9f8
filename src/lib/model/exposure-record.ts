/** What is remembered of open security groups. */
import type { InstanceId, SecurityGroupId } from './ids.ts';
import type { Instant } from './instant.ts';

/** A security group that was told to be open to the world, until it is closed or nobody has it. */
export interface OpenGroup {
  readonly securityGroupId: SecurityGroupId;
  readonly name: string;
  /** The rules that were told, each as `tcp/22-22/0.0.0.0/0`. */
  readonly openings: readonly string[];
  /** The sensitive ports that they let in. */
  readonly ports: readonly number[];
  /** Instances that were told with it, so many as are followed. */
  readonly instanceIds: readonly InstanceId[];
  readonly foundAt: Instant;
}

/** When security groups were last looked at for open ports, and which were open then. */
export interface ExposureRecord {
  readonly kind: 'exposures';
  readonly lookedAt: Instant;
  /** All that stood before a public address; one that is not here is looked at without delay. */
  readonly asked: readonly SecurityGroupId[];
  readonly open: readonly OpenGroup[];
}
