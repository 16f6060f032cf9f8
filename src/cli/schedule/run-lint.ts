import * as z from 'zod';
import { instant } from '../../lib/model/instant.ts';
import { readOptions } from '../arguments.ts';
import type { Call } from '../command.ts';
import { printJson } from '../json.ts';
import { choosePolicy } from '../policy-choice.ts';
import { readTime } from '../time-option.ts';
import { odditiesIn, oddityText } from './oddities.ts';

const lintOptions = z.object({
  at: z.string().optional(),
  policy: z.string().optional(),
  json: z.literal(true).optional(),
});

export async function runLint({ given, terminal }: Call): Promise<number> {
  const asked = readOptions(lintOptions, given);
  const choice = choosePolicy(asked.policy);
  const { zone } = choice.policy;
  const now = asked.at === undefined ? instant(Date.now()) : readTime(asked.at, zone);
  const { schedules, warnings } = odditiesIn(choice, now);
  if (asked.json) printJson(terminal, ...warnings.map((odd) => ({ kind: 'warning', ...odd })));
  else if (warnings.length > 0) terminal.print(...warnings.map(oddityText));
  else terminal.print(nothingOdd(schedules));
  return warnings.length === 0 ? 0 : 1;
}

function nothingOdd(count: number): string {
  if (count === 0) return 'The policy has no schedules.';
  return count === 1
    ? 'Nothing is odd about the one schedule.'
    : `Nothing odd in ${count} schedules.`;
}
