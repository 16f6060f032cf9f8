/** What the ledger's items share: ids, times, faults, targets. */
import * as z from 'zod';
import { EDGE_ANSWERS, OUTCOME_RESULTS } from '../../model/action.ts';
import { FAULT_CODES } from '../../model/fault.ts';
import { CHECKS, EVENT_CODES } from '../../model/health.ts';
import {
  isAllocationId,
  isInstanceId,
  isNotebookName,
  isSecurityGroupId,
  isVolumeId,
} from '../../model/ids.ts';
import { instant } from '../../model/instant.ts';
import type { Reason } from '../../model/reason.ts';
import { isReason } from './closed-tables.ts';
import { idDocument } from './documents.ts';

/** Read-only, as the model's lists are, so that an item is also what its schema takes in. */
export const listOf = <T extends z.ZodType>(item: T) => z.array(item).readonly();

export const instanceId = idDocument(isInstanceId, 'an instance');
export const volumeId = idDocument(isVolumeId, 'a volume');
export const allocationId = idDocument(isAllocationId, 'an address');
export const notebookName = idDocument(isNotebookName, 'a notebook instance');
export const securityGroupId = idDocument(isSecurityGroupId, 'a security group');
export const at = z.int().transform(instant);
export const mode = z.enum(['observe', 'act']);
export const modeSince = () => z.object({ mode, since: at });
export const verb = z.enum(['stop', 'start', 'associate']);
export const reason = z.custom<Reason>(isReason, 'is no reason of the table');

export const schedule = () =>
  z.object({
    schedule: z.string(),
    hash: z.string(),
    adoptedAt: at,
    answeredEdge: at.nullable(),
    how: z.enum(EDGE_ANSWERS),
    attempts: z.int(),
    lastAttemptAt: at.nullable(),
  });

export const ownAction = () =>
  z.object({
    rule: z.string(),
    at,
    result: z.enum([...OUTCOME_RESULTS, 'requested']),
  });

export const fault = () =>
  z.object({
    code: z.enum(FAULT_CODES),
    message: z.string(),
    awsCode: z.string().nullable(),
    permission: z.string().nullable(),
    culprits: listOf(z.string()),
  });

export const target = () =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('power'), id: instanceId }),
    z.object({ kind: z.literal('address'), id: instanceId.or(allocationId) }),
    z.object({ kind: z.literal('volume'), id: volumeId }),
    z.object({ kind: z.literal('exposure'), id: securityGroupId }),
    z.object({ kind: z.literal('health'), id: instanceId }),
    z.object({ kind: z.literal('notebook'), id: notebookName }),
  ]);

export const scope = () =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('region') }),
    z.object({ kind: z.literal('instances'), ids: listOf(instanceId) }),
    z.object({ kind: z.literal('notebooks') }),
  ]);

export const openGroup = () =>
  z.object({
    securityGroupId,
    name: z.string(),
    openings: listOf(z.string()),
    ports: listOf(z.int()),
    instanceIds: listOf(instanceId),
    foundAt: at,
  });

export const ailment = () =>
  z.object({
    instanceId,
    checks: listOf(
      z.object({
        check: z.enum(CHECKS),
        since: at,
        toldAt: at.nullable(),
        wellSince: at.nullable(),
      }),
    ),
    events: listOf(
      z.object({ id: z.string(), code: z.enum(EVENT_CODES), notBefore: at.nullable() }),
    ),
  });
