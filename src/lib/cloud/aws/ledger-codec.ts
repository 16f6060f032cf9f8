/** Ledger items as they come back from DynamoDB: everything is parsed before it is believed. */
import * as z from 'zod';
import { OUTCOME_RESULTS } from '../../model/action.ts';
import { isNetworkInterfaceId } from '../../model/ids.ts';
import type { LedgerItem, LedgerKind } from '../../model/ledger.ts';
import type { Notice } from '../../model/notice.ts';
import { ACTING_RULES } from '../../model/policy.ts';
import { isNotice } from './closed-tables.ts';
import { idDocument } from './documents.ts';
import { channelItem } from './ledger-channel.ts';
import { digestPartItem, digestRoundItem, tally } from './ledger-digest.ts';
import {
  ailment,
  allocationId,
  at,
  fault,
  instanceId,
  listOf,
  mode,
  modeSince,
  openGroup,
  reason,
  scope,
  securityGroupId,
  target,
  verb,
  volumeId,
} from './ledger-fields.ts';
import { goneInstanceItem, instanceItem } from './ledger-instance.ts';
import { decisionLogItem, linkKeysItem, pressItem } from './ledger-link.ts';
import { notebookItem } from './ledger-notebook.ts';
import { pastUsageItem } from './ledger-past-usage.ts';
import { monthAllowanceItem, savingsItem } from './ledger-savings.ts';
import { allowanceItem, meterShareItem, surveyItem } from './ledger-survey.ts';

const association = () =>
  z.object({
    allocationId,
    publicIp: z.string(),
    networkInterfaceId: idDocument(isNetworkInterfaceId, 'a network interface'),
    privateIpAddress: z.string(),
  });

const intentTarget = () =>
  z.object({
    target: target(),
    instanceId: instanceId.nullable(),
    rule: z.string(),
    reason,
    progress: z.enum(['recorded', 'requested']),
    association: association().nullable(),
  });

const outcome = () =>
  z.object({
    intentId: z.string(),
    verb,
    target: target(),
    instanceId: instanceId.nullable(),
    rule: z.string(),
    reason,
    result: z.enum(OUTCOME_RESULTS),
    fault: fault().nullable(),
    intendedAt: at,
    at,
  });

const delivery = () =>
  z.object({
    channel: z.string(),
    status: z.enum(['sending', 'accepted', 'refused', 'doubtful']),
    attempts: z.int(),
    at,
    confirmedRecipient: z.boolean(),
    ref: z.string().optional(),
    fault: fault().optional(),
    refusedSince: at.optional(),
  });

const effort = () => z.object({ at, actions: z.int(), shareStops: z.int() });

/** Each is made when the first item of its kind is read: no cold start makes all of them. */
const SCHEMAS = {
  instance: instanceItem,
  'gone-instance': goneInstanceItem,
  notebook: notebookItem,
  hold: () =>
    z.object({
      kind: z.literal('hold'),
      instanceId,
      want: z.enum(['leave', 'running', 'stopped']),
      until: at,
      by: z.string(),
      why: z.string(),
      at,
      postpones: z.boolean(),
    }),
  intent: () =>
    z.object({
      kind: z.literal('intent'),
      id: z.string(),
      verb,
      hibernate: z.boolean(),
      at,
      fence: z.int(),
      targets: listOf(intentTarget()),
    }),
  outcomes: () =>
    z.object({
      kind: z.literal('outcomes'),
      intentId: z.string(),
      at,
      outcomes: listOf(outcome()),
    }),
  'left-volume': () =>
    z.object({
      kind: z.literal('left-volume'),
      volumeId,
      instanceId,
      instanceName: z.string(),
      device: z.string(),
      attachedUntil: at.nullable(),
      foundAt: at,
    }),
  'left-address': () =>
    z.object({
      kind: z.literal('left-address'),
      allocationId,
      publicIp: z.string(),
      instanceId,
      instanceName: z.string(),
      foundAt: at,
    }),
  lease: () =>
    z.object({
      kind: z.literal('lease'),
      holder: z.string().nullable(),
      expiresAt: at,
      fence: z.int(),
      dirty: scope().nullable(),
      recent: listOf(effort()),
      lastSweepAt: at.nullable(),
    }),
  control: () =>
    z.object({
      kind: z.literal('control'),
      paused: z.boolean(),
      mode: mode.nullable(),
      at,
    }),
  alarms: () =>
    z.object({
      kind: z.literal('alarms'),
      comparedAt: at,
      wanted: z.string().nullable(),
      watched: listOf(instanceId),
    }),
  allowance: allowanceItem,
  exposures: () =>
    z.object({
      kind: z.literal('exposures'),
      lookedAt: at,
      asked: listOf(securityGroupId),
      open: listOf(openGroup()),
    }),
  health: () => z.object({ kind: z.literal('health'), ailing: listOf(ailment()) }),
  channels: channelItem,
  activation: () =>
    z.object({
      kind: z.literal('activation'),
      ...modeSince().shape,
      rules: z.partialRecord(z.enum(ACTING_RULES), modeSince()).optional(),
    }),
  notice: () =>
    z.object({
      kind: z.literal('notice'),
      notice: z.custom<Notice>(isNotice, 'is no notice of the table'),
      recordedAt: at,
      deliveries: listOf(delivery()),
      digestedAt: at.nullable(),
    }),
  digest: () =>
    z.object({
      kind: z.literal('digest'),
      date: z.string(),
      deliveries: listOf(delivery()),
      at,
      tally: tally(),
      unmarked: z.literal(true).optional(),
    }),
  'digest-part': digestPartItem,
  'digest-round': digestRoundItem,
  'past-usage': pastUsageItem,
  survey: surveyItem,
  'meter-share': meterShareItem,
  savings: savingsItem,
  'month-allowance': monthAllowanceItem,
  'link-keys': linkKeysItem,
  press: pressItem,
  'decision-log': decisionLogItem,
} satisfies { readonly [Kind in LedgerKind]: () => z.ZodType<Extract<LedgerItem, { kind: Kind }>> };

type Schemas = typeof SCHEMAS;
type Stored = z.input<ReturnType<Schemas[LedgerKind]>>;

const made = new Map<LedgerKind, z.ZodType<LedgerItem>>();

function schemaOf(kind: LedgerKind): z.ZodType<LedgerItem> {
  const schema = made.get(kind) ?? SCHEMAS[kind]();
  made.set(kind, schema);
  return schema;
}

const isKind = (kind: string): kind is LedgerKind => Object.hasOwn(SCHEMAS, kind);
const OfSomeKind = z.object({ kind: z.string().refine(isKind, 'is no kind of item') });

/** Writes what can be read back: a field that the model lost and a schema kept does not compile. */
export const encodeItem = (item: LedgerItem): Stored => item;

/** Throws a sentence that names item and field: a ledger that cannot be read is no memory. */
export function decodeItem(stored: unknown, label: string): LedgerItem {
  const kind = OfSomeKind.safeParse(stored);
  const { success, data, error } = kind.success ? schemaOf(kind.data.kind).safeParse(stored) : kind;
  if (success) return data;
  const [issue] = error.issues;
  const field = issue?.path.join('.') || 'kind';
  throw new TypeError(`ledger item ${label}: ${field}: ${issue?.message ?? 'does not parse'}`);
}
