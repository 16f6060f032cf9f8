/** Policies as their owner writes them, over the real defaults. */
import { parsePolicyDocument } from '../../src/lib/config/policy-document.ts';
import type { Policy } from '../../src/lib/model/policy.ts';

/** `policy({ nightly: { stop: '22:00' } })`; it acts, unless it says otherwise. */
export const policy = (document: Readonly<Record<string, unknown>> = {}): Policy =>
  parsePolicyDocument({ mode: 'act', ...document });
