import type { Policy } from '../model/policy.ts';
import { parsePolicyDocument } from './policy-document.ts';

/** A setting that this version reads and checks, and then does nothing with. */
export interface Waiting {
  readonly key: string;
  readonly of: (policy: Policy) => unknown;
  readonly missing: string;
}

/** Work that makes a setting true deletes its line. */
export const WAITING: readonly Waiting[] = [];

/** So that nobody believes in a setting that does nothing; defaults are not worth a word. */
export function notYet(policy: Policy): readonly string[] {
  const standard = parsePolicyDocument({});
  return WAITING.filter(
    ({ of }) => JSON.stringify(of(policy)) !== JSON.stringify(of(standard)),
  ).map(
    ({ key, missing }) => `${key} is set, but this version does not act on it yet: ${missing}.`,
  );
}
