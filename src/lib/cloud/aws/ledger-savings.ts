/** What the ledger keeps of savings: with an instance, and of months that are over. */
import * as z from 'zod';
import { milliseconds } from '../../model/instant.ts';
import { BEFORE_LOOKING, LIMIT_NAMES } from '../../model/meter.ts';
import { microUsd } from '../../model/money.ts';
import { SAVING_RULES } from '../../model/savings.ts';
import { at, instanceId, listOf } from './ledger-fields.ts';

const duration = z.int().transform(milliseconds);
const hourMicroUsd = z.int().transform(microUsd).nullable();
const platform = z.enum(['linux', 'windows']);
const rule = z.enum(SAVING_RULES);

const times = () =>
  listOf(
    z.object({
      rule,
      type: z.string(),
      hourMicroUsd,
      off: duration,
      addresses: duration,
      idleAddresses: duration,
      reserved: duration.optional(),
      savingsPlan: duration.optional(),
    }),
  );

const open = () =>
  z.object({
    rule,
    keptBy: rule,
    stoppedAt: at,
    since: at,
    type: z.string(),
    hourMicroUsd,
    freedAt: at.nullable(),
    automaticAddresses: z.int(),
    elasticAddresses: z.int(),
    reservedShare: z.number().optional(),
    savingsPlanShare: z.number().optional(),
  });

/** Savings that another version stored in another way are none: no pass ends because of them. */
export const instanceSavings = () =>
  z
    .object({
      platform,
      open: open().nullable(),
      countedStop: at,
      months: listOf(z.object({ month: z.string(), times: times() })),
    })
    .optional()
    .catch(undefined);

export const savingsItem = () =>
  z.object({
    kind: z.literal('savings'),
    instanceId,
    name: z.string(),
    platform,
    month: z.string(),
    times: times(),
  });

export const limits = () =>
  listOf(
    z.object({
      name: z.enum(LIMIT_NAMES),
      used: z.number(),
      limit: z.number(),
      forecast: z.number(),
      low: z.number().optional(),
      reachedAt: at.nullable(),
      before: z.enum(BEFORE_LOOKING).optional(),
    }),
  );

export const monthAllowanceItem = () =>
  z.object({
    kind: z.literal('month-allowance'),
    month: z.string(),
    asOf: at,
    limits: limits(),
    credits: z.boolean(),
  });

const saved = {
  off: duration,
  savedMicroUsd: z.int().transform(microUsd),
  allowance: duration,
  unpriced: duration,
  reserved: duration.optional(),
  savingsPlan: duration.optional(),
};

/** Of a month, by rule. What another version stored in another way is counted anew tomorrow. */
export const savedInMonth = () =>
  z
    .object({
      month: z.string(),
      until: at,
      total: z.object(saved),
      rules: listOf(z.object({ rule, saved: z.object(saved) })),
      paidBy: z.enum(['money', 'credits', 'unknown']),
    })
    .optional()
    .catch(undefined);
