import * as z from 'zod';
import { instant } from '../../lib/model/instant.ts';
import { type HolidayEntry, parseHoliday } from '../../lib/schedule/holidays.ts';
import { lint } from '../../lib/schedule/lint.ts';
import { readOptions } from '../arguments.ts';
import type { Call } from '../command.ts';
import { printJson } from '../json.ts';
import { choosePolicy } from '../policy-choice.ts';
import { readTime } from '../time-option.ts';
import { schedulesOf } from './named-schedule.ts';

const lintOptions = z.object({
  at: z.string().optional(),
  policy: z.string().optional(),
  json: z.literal(true).optional(),
});

/** What a compiled schedule no longer tells: which countries its dates off came from. */
const written = z.object({
  schedules: z
    .record(z.string(), z.object({ holidays: z.array(z.string()).default([]) }))
    .default({}),
});

function holidaysIn(document: unknown): (name: string) => readonly HolidayEntry[] {
  const { schedules } = written.parse(document);
  return (name) =>
    (schedules[name]?.holidays ?? []).flatMap((text) => {
      const entry = parseHoliday(text);
      return entry.ok ? [entry.value] : [];
    });
}

export async function runLint({ given, terminal }: Call): Promise<number> {
  const asked = readOptions(lintOptions, given);
  const { policy, document } = choosePolicy(asked.policy);
  const now = asked.at === undefined ? instant(Date.now()) : readTime(asked.at, policy.zone);
  const holidaysOf = holidaysIn(document);
  const schedules = [...schedulesOf(policy)];
  const warnings = schedules.flatMap(([name, schedule]) =>
    lint({ schedule, holidays: holidaysOf(name), now }).map(({ code, sentence }) => ({
      kind: 'warning',
      schedule: name,
      code,
      sentence,
    })),
  );
  if (asked.json) printJson(terminal, ...warnings);
  else if (warnings.length > 0) {
    terminal.print(...warnings.map(({ schedule, sentence }) => `${schedule}: ${sentence}`));
  } else terminal.print(nothingOdd(schedules.length));
  return warnings.length === 0 ? 0 : 1;
}

function nothingOdd(count: number): string {
  if (count === 0) return 'The policy has no schedules.';
  return count === 1
    ? 'Nothing is odd about the one schedule.'
    : `Nothing odd in ${count} schedules.`;
}
