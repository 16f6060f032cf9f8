/** What every request is answered with, and what an answer is before it is rendered. */
import type { Clock, SlackReplies } from '../cloud/cloud.ts';
import type { Instant } from '../model/instant.ts';
import type { Grant } from '../model/link.ts';
import type { HomePlace } from '../model/managed-place.ts';
import type { Policy } from '../model/policy.ts';
import type { Ledger } from '../record/record.ts';
import type { LinkRequest } from './http.ts';
import type { KeyCache } from './key-cache.ts';
import type { IsTooOften } from './pace.ts';
import type { Page } from './page.ts';
import { proven, readToken } from './token.ts';

export interface LinkDesk {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
  /** Null where the policy names no app. */
  readonly slack: SlackDesk | null;
  /** A line for each request: what was done to which resource, and never with what token. */
  readonly log: LinkLog | null;
}

export interface SlackDesk {
  /** Read when first needed, and kept; throws where it cannot be read. */
  readonly signingSecret: () => Promise<string>;
  readonly replies: SlackReplies;
}

export interface LinkLog {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
}

/** What is kept as long as the process is warm. */
export interface Warm {
  readonly keyFor: KeyCache;
  readonly isTooOften: IsTooOften;
  /** Where a link may be of: home first. */
  readonly places: readonly HomePlace[];
}

export interface Visiting {
  readonly desk: LinkDesk;
  readonly warm: Warm;
  readonly request: LinkRequest;
  readonly now: Instant;
}

/** A page with its status, and what the log says of it. */
export interface Shown {
  readonly status: number;
  /** Null for Slack, which takes an empty answer. */
  readonly page: Page | null;
  readonly action: string;
  readonly result: string;
  readonly grant: Grant | null;
  readonly allow?: string;
}

/** The same page for whatever is wrong: why, only the log says. */
export const nothing = (status: number, result: string, grant: Grant | null = null): Shown => ({
  status,
  page: { kind: 'problem' },
  action: 'refuse',
  result,
  grant,
});

/**
 * Null for what is forged, of a place that the policy does not name, or too old: all the same. A
 * token does not say where it is of: the places are tried in turn, some microseconds each.
 */
export async function grantOf(
  { warm, now }: Pick<Visiting, 'warm' | 'now'>,
  token: string,
): Promise<Grant | null> {
  const unproven = readToken(token);
  const key = unproven && (await warm.keyFor(unproven.keyId, now));
  if (unproven === null || key === null) return null;
  for (const place of warm.places) {
    const grant = proven(unproven, key, place);
    if (grant !== null) return grant.expiresAt > now ? grant : null;
  }
  return null;
}

/** The ledger as the passes of that place see it. */
export const ledgerOf = ({ ledger }: LinkDesk, { account, region }: HomePlace): Ledger => ({
  store: ledger.store,
  place: { account, region, hub: ledger.place.account },
});
