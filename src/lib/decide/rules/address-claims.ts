/** Which instances declare which Elastic IP, by their tags. */
import { type AllocationId, type InstanceId, isAllocationId } from '../../model/ids.ts';
import type { Instance } from '../../model/instance.ts';
import { flagOf, TAG, tagOf } from '../../model/tag.ts';
import type { World } from '../world.ts';

/** The living instances that declare an address, in an order that does not depend on the list's. */
export const claimantsOf = ({ living }: World): readonly Instance[] =>
  living
    .filter(({ tags }) => Object.hasOwn(tags, TAG.eip) || Object.hasOwn(tags, TAG.eipPool))
    .filter(({ tags }) => !flagOf(tags, TAG.ignore))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

interface Claim {
  readonly allocationId: AllocationId;
  /** Of the network interface: the tag's `@1`, or 0. */
  readonly deviceIndex: number;
}

/** `eipalloc-0123456789abcdef0`, or `eipalloc-0123456789abcdef0@1`; null: neither. */
export function claimOf(tag: string): Claim | null {
  const [, id = '', index = '0'] = /^([^@]+)(?:@(\d{1,2}))?$/.exec(tag.trim()) ?? [];
  return isAllocationId(id) ? { allocationId: id, deviceIndex: Number(index) } : null;
}

/** What is declared by id, with the instances that do. */
export function declaredBy(
  claimants: readonly Instance[],
): ReadonlyMap<string, readonly InstanceId[]> {
  const declared = new Map<string, InstanceId[]>();
  for (const { id, tags } of claimants) {
    const claim = tagOf(tags, TAG.eip);
    if (claim === undefined) continue;
    const allocationId = claimOf(claim)?.allocationId ?? claim.trim();
    declared.set(allocationId, [...(declared.get(allocationId) ?? []), id]);
  }
  return declared;
}
