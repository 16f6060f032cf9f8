/** What the ledger keeps of instances. */
import * as z from 'zod';
import { INSTANCE_STATES } from '../../model/instance.ts';
import { WARNING_RULES } from '../../model/instance-record.ts';
import { at, instanceId, listOf, ownAction, schedule, volumeId } from './ledger-fields.ts';
import { instanceSavings } from './ledger-savings.ts';

const billed = { type: z.string(), platform: z.enum(['linux', 'windows']) };
const runs = () =>
  listOf(
    z.object({ from: at, to: at, addresses: z.int().optional(), elastics: z.int().optional() }),
  );

const sighting = () =>
  z.object({
    state: z.enum(INSTANCE_STATES),
    since: at,
    launchTime: at,
    name: z.string(),
    type: z.string(),
    volumes: listOf(z.object({ volumeId, device: z.string(), deleteOnTermination: z.boolean() })),
    addresses: listOf(z.object({ publicIp: z.string() })),
    automaticAddresses: z.int().optional(),
    billedAs: z.object(billed).optional(),
  });

const warning = () =>
  z.object({
    rule: z.enum(WARNING_RULES),
    launchTime: at,
    edge: at.nullable(),
    warnedAt: at,
    noticeKey: z.string().nullable(),
  });

export const instanceItem = () =>
  z.object({
    kind: z.literal('instance'),
    instanceId,
    sighting: sighting(),
    runs: runs().optional(),
    savings: instanceSavings(),
    schedule: schedule().nullable(),
    warnings: listOf(warning()),
    lastStop: ownAction().nullable(),
    lastStart: ownAction().nullable(),
    protectedAt: at.nullable(),
    hibernationRefusedAt: at.nullable(),
    unknownSince: at.nullable(),
    told: listOf(z.string()),
  });

export const goneInstanceItem = () =>
  z.object({
    kind: z.literal('gone-instance'),
    instanceId,
    ...billed,
    at,
    runs: runs(),
  });
