/** How a message gets into the ledger without the lease, and by no pass. */
import type { Instant } from '../model/instant.ts';
import type { Notice } from '../model/notice.ts';
import { claim, type Ledger } from './record.ts';

/** How keys of such messages begin: whoever has the lease reads these anew with each look. */
export const POSTED = ['aws-health:', 'own-trouble:'] as const;

type Posted = Notice & { readonly dedupeKey: `${(typeof POSTED)[number]}${string}` };

/**
 * Written as a link writes its hold: whoever has the lease reads it with its next look, and sends
 * it like any other message. Once for each key.
 */
export async function post(ledger: Ledger, notice: Posted, now: Instant): Promise<void> {
  const fresh = { recordedAt: now, deliveries: [], digestedAt: null };
  await claim(ledger, { kind: 'notice', notice, ...fresh });
}
