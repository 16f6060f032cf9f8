/** People: who does what to the account, and when. What they plan does not depend on us. */
import type { AllocationId, InstanceId, SecurityGroupId, VolumeId } from '../../model/ids.ts';
import type { Duration, Instant } from '../../model/instant.ts';
import type { Hold } from '../../model/ledger.ts';
import type { IngressRule } from '../../model/network.ts';
import type { LaunchSpec, VolumeSpec } from './launch-spec.ts';
import type { Load } from './loads.ts';

/** "Not now" as a person says it; the rest of the hold follows from who says it and when. */
export type HoldWish = Pick<Hold, 'want' | 'why' | 'postpones'> & { readonly lasts: Duration };

/**
 * A person at the console. Instances, addresses and volumes are called by name; a name means the
 * newest instance that was launched under it. What AWS refuses a person is in the journal, and
 * what is done to something that is not there is not done.
 */
export interface Hands {
  launch(spec: LaunchSpec): InstanceId;
  start(name: string): void;
  stop(name: string, options?: { readonly hibernate: boolean }): void;
  terminate(name: string): void;
  /** Terminates it and launches another one with its name and tags. */
  replace(name: string): void;
  /** From within the operating system. */
  shutDown(name: string): void;
  tag(name: string, key: string, value: string): void;
  untag(name: string, key: string): void;
  setStopProtection(name: string, on: boolean): void;
  /** What it will be busy with from now on. */
  useFor(name: string, load: Load): void;
  /** The grant of its KMS key is gone for so long: each start falls back to stopped. */
  breakKey(name: string, lasts: Duration): void;

  allocate(address: string): AllocationId;
  /** As the console does it: also from whoever has the address. */
  associate(address: string, name: string): void;
  disassociate(address: string): void;
  release(address: string): void;

  createVolume(volume: string, spec: VolumeSpec): VolumeId;
  attachVolume(volume: string, name: string, device: string): void;
  detachVolume(volume: string): void;
  resizeVolume(volume: string, sizeGiB: number): void;
  deleteVolume(volume: string): void;
  tagVolume(volume: string, key: string, value: string): void;

  openPort(group: SecurityGroupId, rule: IngressRule): void;
  /** Takes away the rules that begin at this port. */
  closePort(group: SecurityGroupId, fromPort: number): void;
  confirmSubscription(): void;
  /** Opens a link of a message. Without effect where nothing is deployed that has links. */
  hold(name: string, wish: HoldWish): void;
}

export interface Deed {
  readonly at: Instant;
  readonly does: (hands: Hands) => void;
}
