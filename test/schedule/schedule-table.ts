/** How the truth tables write a schedule: as the policy does. */
import { type Instant, minutes, parseInstant } from '../../src/lib/model/instant.ts';
import type { Moment, Schedule, Window } from '../../src/lib/model/schedule.ts';
import { compileNightly, compileSchedule, hashed } from '../../src/lib/schedule/compile.ts';
import { holidayDates, parseHoliday } from '../../src/lib/schedule/holidays.ts';
import { parseDays, parseWindow } from '../../src/lib/schedule/parse.ts';
import { parseTime } from '../../src/lib/schedule/parse-time.ts';
import type { Parsed } from '../../src/lib/schedule/parsed.ts';

export interface WrittenSchedule {
  readonly zone: string;
  readonly running?: readonly string[];
  readonly stopped?: readonly string[];
  readonly nightly?: { readonly stop: string; readonly start?: string; readonly days: string };
  /** `mon-fri 19:00 stopped`; the native language has none, the dialects compile to them. */
  readonly moments?: readonly string[];
  readonly holidays?: readonly string[];
  readonly skipped?: readonly string[];
  readonly from?: string;
  readonly until?: string;
}

export const must = <T>(result: Parsed<T>): T => {
  if (!result.ok) throw new Error(result.problem);
  return result.value;
};

export const at = (iso: string): Instant => {
  const found = parseInstant(iso);
  if (found === undefined) throw new Error(`${iso} is no instant`);
  return found;
};

const momentOf = (text: string): Moment => {
  const [days = '', time = '', to] = text.split(' ');
  return {
    dates: must(parseDays(days)),
    at: time === '24:00' ? 1_440 : must(parseTime(time)),
    to: to === 'running' ? 'running' : 'stopped',
  };
};

const nightlyOf = (zone: string, written: NonNullable<WrittenSchedule['nightly']>): Schedule => {
  const { stop, start, days } = written;
  return must(
    compileNightly({
      zone,
      stop: must(parseTime(stop)),
      start: start === undefined ? null : must(parseTime(start)),
      days: must(parseDays(days)),
      warn: minutes(15),
    }),
  );
};

const windowsOf = (texts: readonly string[] = []): readonly Window[] =>
  texts.map((text) => must(parseWindow(text)));

const settings = {
  name: 'office',
  start: 'ours',
  enforce: false,
  retainRunning: false,
  warn: minutes(15),
} as const;

export const scheduleOf = (written: WrittenSchedule): Schedule => {
  const { zone, nightly, moments, from = null, until = null } = written;
  const [running, stopped] = [windowsOf(written.running), windowsOf(written.stopped)];
  const holidays = (written.holidays ?? []).map((text) => must(parseHoliday(text)));
  if (nightly) return nightlyOf(zone, nightly);
  if (moments === undefined) {
    const definition = { ...settings, zone, running, stopped, holidays, from, until };
    return must(compileSchedule(definition));
  }
  return hashed({
    ...settings,
    zone,
    running,
    stopped,
    moments: moments.map(momentOf),
    holidays: holidayDates(holidays),
    skipped: written.skipped ?? [],
    from,
    until,
  });
};
