/** policy.json, as a Lambda reads it at cold start: the same schema, and no YAML parser. */
import { readFileSync } from 'node:fs';
import type { Policy } from '../model/policy.ts';
import { findingsOf, findingText } from './finding.ts';
import { policySchema } from './policy-schema.ts';

/** The policy that a plain document means; `{}` means the defaults. Throws, naming all problems. */
export function parsePolicyDocument(document: unknown): Policy {
  const parsed = policySchema.safeParse(document);
  if (parsed.success) return parsed.data;
  const lines = findingsOf(parsed.error, document).map((finding) => `  ${findingText(finding)}`);
  throw new Error(['This is not a policy:', ...lines].join('\n'));
}

export function readPolicyDocument(file: string | URL): Policy {
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return parsePolicyDocument(document);
}
