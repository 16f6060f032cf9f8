/** One warning is shown as its reader gets it: the first that somebody received about one thing. */
import * as z from 'zod';
import type { EntryOf } from '../../lib/cloud/simulated/journal.ts';

/** A mail, whole. */
export interface Mail {
  readonly subject: string;
  /** In lines of 72 columns; only links are longer. */
  readonly text: string;
  /** Of the warning that it carries. */
  readonly warns: string;
}

const Warning = z.object({
  kind: z.literal('about-to-stop'),
  dedupeKey: z.string(),
});

const OneWarning = z.object({ kind: z.literal('pass'), notices: z.tuple([Warning]) });

/** Null for a mail of anything else, or that nobody got. */
export function warningMail({ message, received }: EntryOf<'message'>): Mail | null {
  if (!received || message.attributes['kind'] !== 'about-to-stop') return null;
  const document = OneWarning.safeParse(JSON.parse(message.document));
  if (!document.success) return null;
  const [{ dedupeKey }] = document.data.notices;
  return { subject: message.subject, text: message.text, warns: dedupeKey };
}
