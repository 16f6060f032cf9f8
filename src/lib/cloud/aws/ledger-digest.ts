/** What a digest told, and what places hand over to it. */
import * as z from 'zod';
import type { DigestPart } from '../../model/digest-part.ts';
import { DIGEST_SECTIONS } from '../../model/digest-section.ts';
import { isAccountId } from '../../model/ids.ts';
import { instant, milliseconds } from '../../model/instant.ts';
import { microUsd } from '../../model/money.ts';
import { STOP_CAUSES } from '../../model/tally.ts';
import { idDocument } from './documents.ts';
import { at, listOf } from './ledger-fields.ts';

const duration = z.number().transform(milliseconds);
const money = z.number().transform(microUsd);

const saved = {
  off: duration,
  savedMicroUsd: money,
  /** Items of before 2026-11-29 lack this. */
  allowance: duration.default(milliseconds(0)),
  unpriced: duration,
  reserved: duration.optional(),
  savingsPlan: duration.optional(),
};

const told = {
  since: at,
  stops: z.partialRecord(z.enum(STOP_CAUSES), z.int()),
  starts: z.int(),
  failed: z.int(),
  wouldStop: z.int(),
  wouldStart: z.int(),
  ...saved,
  spent: z.object({ spentMicroUsd: money, partial: z.boolean() }).nullable().optional(),
  savedSoFar: z.object({ month: z.string(), ...saved }).optional(),
  costSoFar: z
    .object({ month: z.string(), soFar: money, forecast: money, partial: z.boolean() })
    .optional(),
};

/** One that another version stored in another way is none. */
export const tally = () => z.object(told).optional().catch(undefined);

const link = () => z.object({ label: z.string(), url: z.string() });

const line = () =>
  z.object({
    name: z.string(),
    text: z.string(),
    actions: listOf(
      z.object({
        label: z.string(),
        command: z.object({ before: z.string(), ids: listOf(z.string()), after: z.string() }),
      }),
    ),
    link: link().optional(),
    cells: z.object({ amount: z.string(), place: z.string() }).optional(),
  });

/** Of what another version stored in another way there is the date alone, which its key has. */
const UNREADABLE: DigestPart = {
  ...{ kind: 'digest-part', date: '', at: instant(0), fleet: null, page: null },
  saved: {
    ...{ off: milliseconds(0), savedMicroUsd: microUsd(0) },
    ...{ allowance: milliseconds(0), unpriced: milliseconds(0) },
  },
  ...{ lookBacks: [], counts: {}, sections: [], isUnreadable: true },
};

export const digestPartItem = () => partDocument().catch(UNREADABLE);

const partDocument = () =>
  z.object({
    kind: z.literal('digest-part'),
    date: z.string(),
    at,
    fleet: z.object({ running: z.int(), stopped: z.int() }).nullable(),
    saved: z.object(saved),
    lookBacks: listOf(z.object({ of: z.enum(['week', 'month']), ...told })),
    counts: z.partialRecord(z.enum(DIGEST_SECTIONS), z.int()),
    sections: listOf(
      z.object({
        section: z.enum(DIGEST_SECTIONS),
        costs: listOf(z.string()),
        lines: listOf(line()),
        others: listOf(z.string()),
        more: z.int(),
      }),
    ),
    page: link().nullable(),
    isUnreadable: z.literal(true).optional(),
  });

const accountId = idDocument(isAccountId, 'an account');

/** One that cannot be read is of no date: what it told is told again, and nothing is lost. */
export const digestRoundItem = () =>
  roundDocument().catch({ kind: 'digest-round', date: '', at: instant(0), told: [] });

const roundDocument = () =>
  z.object({
    kind: z.literal('digest-round'),
    date: z.string(),
    at,
    told: listOf(z.object({ account: accountId, region: z.string(), upTo: z.string() })),
  });
