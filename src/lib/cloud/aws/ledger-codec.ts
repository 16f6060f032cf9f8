/** Ledger items as they come back from DynamoDB: everything is parsed before it is believed. */
import * as z from 'zod';
import { FAULT_CODES } from '../../model/fault.ts';
import { isAllocationId, isInstanceId, isNetworkInterfaceId, isVolumeId } from '../../model/ids.ts';
import { INSTANCE_STATES } from '../../model/instance.ts';
import { instant } from '../../model/instant.ts';
import {
  EDGE_ANSWERS,
  type LedgerItem,
  type LedgerKind,
  OUTCOME_RESULTS,
  WARNING_RULES,
} from '../../model/ledger.ts';
import type { Notice } from '../../model/notice.ts';
import type { Reason } from '../../model/reason.ts';
import { isNotice, isReason } from './closed-tables.ts';
import { idDocument } from './documents.ts';

/** Grows when an item is stored in a shape that older code cannot read. */
export const SCHEMA_VERSION = 1;

/** Read-only, as the model's lists are, so that an item is also what its schema takes in. */
const listOf = <T extends z.ZodType>(item: T) => z.array(item).readonly();

const instanceId = idDocument(isInstanceId, 'an instance');
const volumeId = idDocument(isVolumeId, 'a volume');
const allocationId = idDocument(isAllocationId, 'an address');
const at = z.int().transform(instant);
const mode = z.enum(['observe', 'act']);
const verb = z.enum(['stop', 'start', 'associate']);
const reason = z.custom<Reason>(isReason, 'is no reason of the table');

const fault = z.object({
  code: z.enum(FAULT_CODES),
  message: z.string(),
  awsCode: z.string().nullable(),
  permission: z.string().nullable(),
  culprits: listOf(z.string()),
});

const target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('power'), id: instanceId }),
  z.object({ kind: z.literal('address'), id: instanceId.or(allocationId) }),
  z.object({ kind: z.literal('volume'), id: volumeId }),
]);

const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('region') }),
  z.object({ kind: z.literal('instances'), ids: listOf(instanceId) }),
]);

const sighting = z.object({
  state: z.enum(INSTANCE_STATES),
  since: at,
  launchTime: at,
  name: z.string(),
  type: z.string(),
  volumes: listOf(z.object({ volumeId, device: z.string(), deleteOnTermination: z.boolean() })),
  addresses: listOf(z.object({ publicIp: z.string() })),
});

const schedule = z.object({
  schedule: z.string(),
  hash: z.string(),
  adoptedAt: at,
  answeredEdge: at.nullable(),
  how: z.enum(EDGE_ANSWERS),
  attempts: z.int(),
  lastAttemptAt: at.nullable(),
});

const warning = z.object({
  rule: z.enum(WARNING_RULES),
  launchTime: at,
  edge: at.nullable(),
  warnedAt: at,
  noticeKey: z.string().nullable(),
});

const ownAction = z.object({
  rule: z.string(),
  at,
  result: z.enum([...OUTCOME_RESULTS, 'requested']),
});

const association = z.object({
  allocationId,
  publicIp: z.string(),
  networkInterfaceId: idDocument(isNetworkInterfaceId, 'a network interface'),
  privateIpAddress: z.string(),
});

const intentTarget = z.object({
  target,
  instanceId,
  rule: z.string(),
  reason,
  progress: z.enum(['recorded', 'requested']),
  association: association.nullable(),
});

const outcome = z.object({
  intentId: z.string(),
  verb,
  target,
  instanceId,
  rule: z.string(),
  reason,
  result: z.enum(OUTCOME_RESULTS),
  fault: fault.nullable(),
  intendedAt: at,
  at,
});

const delivery = z.object({
  channel: z.string(),
  status: z.enum(['sending', 'accepted', 'refused', 'doubtful']),
  attempts: z.int(),
  at,
  confirmedRecipient: z.boolean(),
});

const effort = z.object({ at, actions: z.int(), shareStops: z.int() });

const SCHEMAS = {
  instance: z.object({
    kind: z.literal('instance'),
    instanceId,
    sighting,
    schedule: schedule.nullable(),
    warnings: listOf(warning),
    lastStop: ownAction.nullable(),
    lastStart: ownAction.nullable(),
    protectedAt: at.nullable(),
    told: listOf(z.string()),
  }),
  hold: z.object({
    kind: z.literal('hold'),
    instanceId,
    want: z.enum(['leave', 'running', 'stopped']),
    until: at,
    by: z.string(),
    why: z.string(),
    at,
    postpones: z.boolean(),
  }),
  intent: z.object({
    kind: z.literal('intent'),
    id: z.string(),
    verb,
    hibernate: z.boolean(),
    at,
    fence: z.int(),
    targets: listOf(intentTarget),
  }),
  outcomes: z.object({
    kind: z.literal('outcomes'),
    intentId: z.string(),
    at,
    outcomes: listOf(outcome),
  }),
  'left-volume': z.object({
    kind: z.literal('left-volume'),
    volumeId,
    instanceId,
    instanceName: z.string(),
    device: z.string(),
    foundAt: at,
  }),
  'left-address': z.object({
    kind: z.literal('left-address'),
    allocationId,
    publicIp: z.string(),
    instanceId,
    instanceName: z.string(),
    foundAt: at,
  }),
  lease: z.object({
    kind: z.literal('lease'),
    holder: z.string().nullable(),
    expiresAt: at,
    fence: z.int(),
    dirty: scope.nullable(),
    recent: listOf(effort),
    lastSweepAt: at.nullable(),
  }),
  control: z.object({
    kind: z.literal('control'),
    paused: z.boolean(),
    mode: mode.nullable(),
    at,
  }),
  activation: z.object({ kind: z.literal('activation'), mode, since: at }),
  notice: z.object({
    kind: z.literal('notice'),
    notice: z.custom<Notice>(isNotice, 'is no notice of the table'),
    recordedAt: at,
    deliveries: listOf(delivery),
    digestedAt: at.nullable(),
  }),
  digest: z.object({
    kind: z.literal('digest'),
    date: z.string(),
    deliveries: listOf(delivery),
    at,
  }),
} satisfies { readonly [Kind in LedgerKind]: z.ZodType<Extract<LedgerItem, { kind: Kind }>> };

const ledgerItem = z.discriminatedUnion('kind', [
  SCHEMAS.instance,
  SCHEMAS.hold,
  SCHEMAS.intent,
  SCHEMAS.outcomes,
  SCHEMAS['left-volume'],
  SCHEMAS['left-address'],
  SCHEMAS.lease,
  SCHEMAS.control,
  SCHEMAS.activation,
  SCHEMAS.notice,
  SCHEMAS.digest,
]);

/** Writes what can be read back: a field that the model lost and a schema kept does not compile. */
export const encodeItem = (item: LedgerItem): z.input<typeof ledgerItem> => item;

/** Throws a sentence that names item and field: a ledger that cannot be read is no memory. */
export function decodeItem(stored: unknown, label: string): LedgerItem {
  const { success, data, error } = ledgerItem.safeParse(stored);
  if (success) return data;
  const [issue] = error.issues;
  const field = issue?.path.join('.') || 'kind';
  throw new TypeError(`ledger item ${label}: ${field}: ${issue?.message ?? 'does not parse'}`);
}
