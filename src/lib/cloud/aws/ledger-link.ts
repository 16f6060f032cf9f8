/** What links and the status page keep in the ledger. */
import * as z from 'zod';
import { LINK_ACTIONS, PRESS_RESULTS } from '../../model/link.ts';
import { VERDICTS } from '../../model/verdict.ts';
import { at, instanceId, listOf, reason, target } from './ledger-fields.ts';

const key = () => z.object({ id: z.int().min(0).max(255), secret: z.string(), madeAt: at });

export const linkKeysItem = () => z.object({ kind: z.literal('link-keys'), keys: listOf(key()) });

const pressed = () =>
  z.object({
    action: z.enum(LINK_ACTIONS).exclude(['status']),
    at,
    result: z.enum(PRESS_RESULTS),
    want: z.enum(['leave', 'running', 'stopped']),
    until: at,
    by: z.string(),
  });

export const pressItem = () =>
  z.object({
    kind: z.literal('press'),
    nonce: z.string(),
    instanceId,
    pressed: listOf(pressed()),
    count: z.int(),
    expiresAt: at,
  });

const logged = () =>
  z.object({
    at,
    target: target(),
    name: z.string(),
    verdict: z.enum(VERDICTS),
    reason,
  });

export const decisionLogItem = () =>
  z.object({
    kind: z.literal('decision-log'),
    standing: listOf(logged()),
    recent: listOf(logged()),
  });
