/** What the ledger keeps of links: the keys that sign them, and what was pressed. */
import type { InstanceId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Pressed } from './link.ts';

/** Signs from when it is made until there is a newer one, and is believed while it is here. */
export interface LinkKey {
  /** 0 to 255, as in the token. */
  readonly id: number;
  /** 32 random bytes in base64url. Never logged, never shown. */
  readonly secret: string;
  readonly madeAt: Instant;
}

/** Made on first use by a conditional write; the newest key is the last. */
export interface LinkKeys {
  readonly kind: 'link-keys';
  readonly keys: readonly LinkKey[];
}

/** What was done with one link, or with one request of Slack, so that it is done once. */
export interface Press {
  readonly kind: 'press';
  /** The nonce of the token; of a request of Slack its signature. */
  readonly nonce: string;
  readonly instanceId: InstanceId;
  /** The latest of each action. */
  readonly pressed: readonly Pressed[];
  /** How often anything was pressed. */
  readonly count: number;
  /** The link is of no use after this. */
  readonly expiresAt: Instant;
}
