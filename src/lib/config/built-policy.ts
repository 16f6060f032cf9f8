/**
 * The policy as the build has read it, with every default filled in: for a function that must start
 * at once, and that would spend a third of its start on the schema and the languages of schedules.
 */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Policy } from '../model/policy.ts';

/** Of the build that wrote it, and that stands in the same zip: nobody else writes this file. */
const document = z.object({
  built: z.literal(true),
  policy: z.custom<Policy>((value) => typeof value === 'object' && value !== null),
});

export const builtPolicy = (policy: Policy): z.input<typeof document> => ({ built: true, policy });

export function readBuiltPolicy(file: string | URL): Policy {
  const parsed = document.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data.policy;
  throw new Error(`${String(file)} is not what \`npm run build\` writes for this function`);
}
