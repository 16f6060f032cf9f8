import type { AllocationId, InstanceId, NotebookName, SecurityGroupId, VolumeId } from './ids.ts';

/**
 * What a decision is about. One instance may be stopped (power) and told about (health) at once.
 */
export type Target =
  | { readonly kind: 'power'; readonly id: InstanceId }
  | { readonly kind: 'address'; readonly id: InstanceId | AllocationId }
  | { readonly kind: 'volume'; readonly id: VolumeId }
  | { readonly kind: 'exposure'; readonly id: SecurityGroupId }
  | { readonly kind: 'health'; readonly id: InstanceId }
  | { readonly kind: 'notebook'; readonly id: NotebookName };

export type TargetKind = Target['kind'];

/** `power/i-…`: unique over all targets. */
export const keyOf = (target: Target): string => `${target.kind}/${target.id}`;
