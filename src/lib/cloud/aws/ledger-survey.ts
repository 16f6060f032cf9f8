/** What the daily sweep keeps in the ledger. */
import * as z from 'zod';
import { ENDINGS, THRESHOLD_KINDS } from '../../model/allowance-record.ts';
import type { Finding, Unread } from '../../model/finding.ts';
import { isSnapshotId } from '../../model/ids.ts';
import { BEFORE_LOOKING, LIMIT_NAMES } from '../../model/meter.ts';
import { microUsd } from '../../model/money.ts';
import { isFinding, isUnread } from './closed-tables.ts';
import { idDocument } from './documents.ts';
import { at, listOf, volumeId } from './ledger-fields.ts';
import { limits, savedInMonth } from './ledger-savings.ts';
import { meteredAddress, meteredInstance, meteredVolume, sampledAtHome } from './ledger-usage.ts';

const newestSnapshot = () =>
  z.union([
    z.literal('none'),
    z.object({ id: idDocument(isSnapshotId, 'a snapshot'), startedAt: at }),
  ]);

const money = z.int().transform(microUsd);

const limitName = z.enum(LIMIT_NAMES);

const placeShare = () =>
  z.object({
    place: z.string(),
    uses: listOf(z.object({ name: limitName, used: z.number(), forecast: z.number() })),
  });

const sharedUse = () =>
  z.object({
    name: limitName,
    asOf: at,
    used: z.number(),
    forecast: z.number(),
    unitMicroUsd: z.number().nullable(),
  });

export const meterShareItem = () =>
  z.object({ kind: z.literal('meter-share'), at, uses: listOf(sharedUse()) });

const toldOther = () =>
  z.object({
    name: z.enum(['snapshotGibMonths', 'dataOutGb']),
    used: z.number(),
    limit: z.number(),
  });

const leftOut = () =>
  z.discriminatedUnion('kind', [
    z.object({
      ...{ kind: z.literal('count'), usageType: z.string(), unit: z.string() },
      why: z.enum(['unit', 'limit', 'shape']),
    }),
    z.object({
      ...{ kind: z.literal('price'), of: z.enum(['policy', 'table']), row: z.string() },
      why: z.enum(['name', 'amount', 'source']),
    }),
    z.object({
      ...{ kind: z.literal('savings-plan'), id: z.string() },
      ...{ odd: z.string(), value: z.string() },
    }),
    z.object({ kind: z.literal('future'), id: z.string(), from: at, count: z.int() }),
  ]);

const meterReport = () =>
  z.object({
    month: z.string(),
    asOf: at,
    limits: limits(),
    cost: z.object({
      ...{ soFar: money, forecast: money, low: money.optional() },
      partial: z.boolean(),
    }),
    credits: z
      .object({
        ...{ remaining: money, burnPerDay: money, burnLastDay: money.optional() },
        endsAt: at.nullable(),
      })
      .nullable(),
    told: listOf(z.object({ name: limitName, used: z.number(), unseen: z.number() })).optional(),
    plan: z
      .object({ kind: z.enum(['legacy', 'credits', 'none']), endsAt: at.nullable() })
      .optional(),
    others: listOf(toldOther()).optional(),
    leftOut: listOf(leftOut()).optional().catch(undefined),
    places: listOf(placeShare()).optional(),
    missing: listOf(z.string()).optional(),
  });

const accountPlan = () =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('legacy'), accountCreated: at.nullable() }),
    z.object({
      kind: z.literal('credits'),
      credits: z.object({ amount: money, asOf: at }).nullable(),
      endsAt: at.nullable(),
    }),
    z.object({ kind: z.literal('none') }),
  ]);

const before = z.enum(BEFORE_LOOKING);

const surveyedUsage = () =>
  z.object({
    plan: accountPlan(),
    instances: listOf(meteredInstance()),
    volumes: listOf(meteredVolume()),
    addresses: listOf(meteredAddress()),
    besides: listOf(
      z.object({ name: limitName, amount: z.number(), region: z.string() }),
    ).optional(),
    before: z
      .object({
        instanceHoursLinux: before,
        instanceHoursWindows: before,
        volumeGibMonths: before,
        publicIpv4Hours: before,
      })
      .optional(),
    sampled: sampledAtHome().optional(),
    others: listOf(sharedUse()).optional(),
    atHome: listOf(sharedUse()).optional(),
  });

/** Those that another version stored in another way are none until the next sweep. */
const reservedInstances = () =>
  listOf(
    z.object({
      id: z.string(),
      count: z.int(),
      type: z.string(),
      platform: z.enum(['linux', 'windows']),
      tenancy: z.enum(['default', 'dedicated']),
      availabilityZone: z.string().nullable(),
      endsAt: at,
    }),
  )
    .optional()
    .catch(undefined);

const planScope = () =>
  z.discriminatedUnion('of', [
    z.object({ of: z.literal('compute') }),
    z.object({ of: z.literal('family'), family: z.string(), region: z.string() }),
    z.object({ of: z.literal('other'), type: z.string() }),
  ]);

/** As those above. */
const savingsPlans = () =>
  listOf(
    z.object({
      id: z.string(),
      scope: planScope(),
      commitmentMicroUsdPerHour: money.nullable(),
      startsAt: at,
      endsAt: at,
    }),
  )
    .optional()
    .catch(undefined);

export const allowanceItem = () =>
  z.object({
    kind: z.literal('allowance'),
    month: z.string(),
    thresholds: listOf(
      z.object({
        limit: limitName,
        of: z.enum(THRESHOLD_KINDS),
        percent: z.number(),
      }),
    ),
    endings: listOf(z.object({ ending: z.enum(ENDINGS), days: z.number() })),
  });

export const surveyItem = () =>
  z.object({
    kind: z.literal('survey'),
    date: z.string(),
    at,
    regionsRead: z.int(),
    findings: listOf(z.custom<Finding>(isFinding, 'is no finding of the table')),
    leftOut: z.int(),
    unseen: listOf(z.custom<Finding>(isFinding, 'is no finding of the table')),
    unread: listOf(z.custom<Unread>(isUnread, 'is no unread family')),
    unlooked: listOf(z.string()),
    leftBackups: listOf(z.object({ volumeId, newest: newestSnapshot() })),
    meter: meterReport().nullable().optional(),
    usage: surveyedUsage().nullable().optional(),
    reserved: reservedInstances(),
    savingsPlans: savingsPlans(),
    saved: savedInMonth(),
  });
