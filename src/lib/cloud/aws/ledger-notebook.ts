/** What the ledger keeps of a notebook. */
import * as z from 'zod';
import { NOTEBOOK_CAUSES } from '../../model/notebook-record.ts';
import { at, listOf, notebookName, ownAction, schedule } from './ledger-fields.ts';

const warning = () =>
  z.object({
    cause: z.enum(NOTEBOOK_CAUSES),
    dueAt: at,
    warnedAt: at,
    noticeKey: z.string(),
  });

export const notebookItem = () =>
  z.object({
    kind: z.literal('notebook'),
    name: notebookName,
    type: z.string(),
    power: z.enum(['running', 'stopped']),
    since: at,
    schedule: schedule().nullable(),
    warning: warning().nullable(),
    lastStop: ownAction().nullable(),
    lastStart: ownAction().nullable(),
    stoppedBySchedule: z.boolean(),
    told: listOf(z.string()),
  });
