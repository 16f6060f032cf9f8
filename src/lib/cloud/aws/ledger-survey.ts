/** What the daily sweep keeps in the ledger. */
import * as z from 'zod';
import type { Finding, Unread } from '../../model/finding.ts';
import { isSnapshotId } from '../../model/ids.ts';
import { LIMIT_NAMES } from '../../model/meter.ts';
import { microUsd } from '../../model/money.ts';
import { isFinding, isUnread } from './closed-tables.ts';
import { idDocument } from './documents.ts';
import { at, listOf, volumeId } from './ledger-fields.ts';

const newestSnapshot = z.union([
  z.literal('none'),
  z.object({ id: idDocument(isSnapshotId, 'a snapshot'), startedAt: at }),
]);

const money = z.int().transform(microUsd);

const meterReport = z.object({
  month: z.string(),
  asOf: at,
  limits: listOf(
    z.object({
      name: z.enum(LIMIT_NAMES),
      used: z.number(),
      limit: z.number(),
      forecast: z.number(),
      reachedAt: at.nullable(),
    }),
  ),
  cost: z.object({ soFar: money, forecast: money, partial: z.boolean() }),
  credits: z.object({ remaining: money, burnPerDay: money, endsAt: at.nullable() }).nullable(),
});

export const surveyItem = z.object({
  kind: z.literal('survey'),
  date: z.string(),
  at,
  regionsRead: z.int(),
  findings: listOf(z.custom<Finding>(isFinding, 'is no finding of the table')),
  leftOut: z.int(),
  unseen: listOf(z.custom<Finding>(isFinding, 'is no finding of the table')),
  unread: listOf(z.custom<Unread>(isUnread, 'is no unread family')),
  unlooked: listOf(z.string()),
  leftBackups: listOf(z.object({ volumeId, newest: newestSnapshot })),
  meter: meterReport.nullable().optional(),
});
