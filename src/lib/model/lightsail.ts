import type { Instant } from './instant.ts';
import type { MicroUsd } from './money.ts';
import type { Tags } from './tag.ts';

/** An instance or a database of Lightsail. It bills its bundle also while it is stopped. */
export interface LightsailServer {
  readonly what: 'instance' | 'database';
  readonly name: string;
  /** `nano_3_0`. */
  readonly bundle: string;
  /** AWS's word: `running`, `stopped`, `available`, … */
  readonly state: string;
  /** What AWS itself asks for the bundle; null where it does not list it any more. */
  readonly monthlyMicroUsd: MicroUsd | null;
  readonly createdAt: Instant | null;
  readonly tags: Tags;
}
