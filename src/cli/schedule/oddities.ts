/** What is odd about the schedules of a policy: those that never run, never stop, and the like. */
import * as z from 'zod';
import type { NotCarried } from '../../lib/model/dialect.ts';
import type { Instant } from '../../lib/model/instant.ts';
import type { Language, Policy } from '../../lib/model/policy.ts';
import type { Schedule } from '../../lib/model/schedule.ts';
import { offhoursSchedule } from '../../lib/schedule/dialects/offhours-schedule.ts';
import { type HolidayEntry, parseHoliday } from '../../lib/schedule/holidays.ts';
import { lint } from '../../lib/schedule/lint.ts';
import { NOT_CARRIED } from '../not-carried.ts';
import { carriedOf, schedulesOf } from './named-schedule.ts';
import { ODD_SENTENCES } from './odd-words.ts';

export interface Oddity {
  readonly schedule: string;
  readonly code: string;
  readonly sentences: Readonly<Record<Language, string>>;
}

export interface Oddities {
  /** How many schedules were looked at. */
  readonly schedules: number;
  readonly warnings: readonly Oddity[];
}

/** The document is what the policy was read from: a compiled schedule has lost its countries. */
export function odditiesIn(
  { policy, document }: { readonly policy: Policy; readonly document: unknown },
  now: Instant,
): Oddities {
  const subjects = subjectsOf(policy, holidaysIn(document));
  const warnings = subjects.flatMap(({ name, schedule, holidays, notCarried }) =>
    [
      ...lint({ schedule, holidays, now }).map((warning) => ({
        code: warning.code,
        sentences: inBoth((language) => ODD_SENTENCES[language](warning, schedule.zone)),
      })),
      ...notCarried.map((one) => ({
        code: 'not-carried',
        sentences: inBoth((language) => NOT_CARRIED[language][one]),
      })),
    ].map((odd) => ({ schedule: name, ...odd })),
  );
  return { schedules: subjects.length, warnings };
}

const inBoth = (say: (language: Language) => string): Oddity['sentences'] => ({
  en: say('en'),
  ko: say('ko'),
});

export const oddityText = ({ schedule, sentences }: Oddity, language: Language): string =>
  `${schedule}: ${sentences[language]}`;

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

interface LintSubject {
  readonly name: string;
  readonly schedule: Schedule;
  readonly holidays: readonly HolidayEntry[];
  readonly notCarried: readonly NotCarried[];
}

/** Those of other tools are called by their tags: `Schedule=office`, `maid_offhours=on`. */
function subjectsOf(
  policy: Policy,
  holidaysOf: (name: string) => readonly HolidayEntry[],
): readonly LintSubject[] {
  const { c7n, instanceScheduler } = policy.dialects;
  const standard = c7n && offhoursSchedule(c7n, c7n.fallbackSchedule ?? 'on');
  const offhours = standard?.ok ? standard.value : null;
  return [
    ...[...schedulesOf(policy)].map(([name, schedule]) => ({
      ...{ name, schedule, holidays: holidaysOf(name), notCarried: [] },
    })),
    ...(offhours === null
      ? []
      : [{ name: `${offhours.name}=on`, schedule: offhours, holidays: [], notCarried: [] }]),
    ...[...carriedOf(policy)].map(([name, carried]) => ({
      ...{ ...carried, name: `${instanceScheduler?.tag}=${name}`, holidays: [] },
    })),
  ];
}
