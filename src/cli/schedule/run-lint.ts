import * as z from 'zod';
import { instant } from '../../lib/model/instant.ts';
import type { Language } from '../../lib/model/policy.ts';
import { readOptions } from '../arguments.ts';
import type { Call } from '../command.ts';
import { printJson } from '../json.ts';
import { choosePolicy } from '../policy-choice.ts';
import { readTime } from '../time-option.ts';
import { type Oddity, odditiesIn, oddityText } from './oddities.ts';

const lintOptions = z.object({
  at: z.string().optional(),
  policy: z.string().optional(),
  lang: z.enum(['en', 'ko'], 'must be en or ko').optional(),
  json: z.literal(true).optional(),
});

export async function runLint({ given, terminal }: Call): Promise<number> {
  const asked = readOptions(lintOptions, given);
  const choice = choosePolicy(asked.policy);
  const { zone } = choice.policy;
  const language = asked.lang ?? choice.policy.language;
  const now = asked.at === undefined ? instant(Date.now()) : readTime(asked.at, zone);
  const { schedules, warnings } = odditiesIn(choice, now);
  if (asked.json) printJson(terminal, ...warnings.map((odd) => entryOf(odd, language)));
  else if (warnings.length > 0) terminal.print(...warnings.map((odd) => oddityText(odd, language)));
  else terminal.print(NOTHING_ODD[language](schedules));
  return warnings.length === 0 ? 0 : 1;
}

const entryOf = ({ schedule, code, sentences }: Oddity, language: Language) => ({
  kind: 'warning',
  ...{ schedule, code, sentence: sentences[language] },
});

const NOTHING_ODD: Readonly<Record<Language, (count: number) => string>> = {
  en(count) {
    if (count === 0) return 'The policy has no schedules.';
    return count === 1
      ? 'Nothing is odd about the one schedule.'
      : `Nothing odd in ${count} schedules.`;
  },
  ko: (count) =>
    count === 0
      ? '정책에 스케줄이 없습니다.'
      : `스케줄 ${count}개를 살펴보았고, 이상한 점이 없습니다.`,
};
