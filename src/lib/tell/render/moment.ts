/** Instants as a person in the user's zone says them. */
import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/policy.ts';

export interface Moments {
  /** `Mon 23 Nov`. */
  day(at: Instant): string;
  /** `Mon 23 Nov 2026`. */
  yearDay(at: Instant): string;
  /** With the year where that is not the one of `now`. */
  dayAsOf(at: Instant, now: Instant): string;
  /** `22:00`. */
  wall(at: Instant): string;
  /** `KST`. */
  zoneName(at: Instant): string;
}

/** CLDR has these in no English, though the people who live by them write nothing else. */
const ZONE_NAMES: Readonly<Record<string, string>> = { 'Asia/Seoul': 'KST', 'Asia/Tokyo': 'JST' };
/** An English that knows a zone's own name; en-GB says `CET`, en-US `EST`, en-AU `AEST`. */
const ENGLISHES = ['en-GB', 'en-US', 'en-AU', 'en-IN'] as const;

const LOCALE = { en: 'en-GB', ko: 'ko-KR' } as const;

/** To make a format takes Intl longer than all that it then says; zones and languages are few. */
const made = new Map<string, Moments>();

export function momentsIn(timeZone: string, language: Language): Moments {
  const key = `${language} ${timeZone}`;
  const moments = made.get(key) ?? makeMoments(timeZone, language);
  made.set(key, moments);
  return moments;
}

function makeMoments(timeZone: string, language: Language): Moments {
  const locale = LOCALE[language];
  const date = { timeZone, weekday: 'short', day: 'numeric', month: 'short' } as const;
  const clock = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const day = new Intl.DateTimeFormat(locale, date);
  const yearDay = new Intl.DateTimeFormat(locale, { ...date, year: 'numeric' });
  const year = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric' });
  const isSameYear = (a: Instant, b: Instant): boolean => year.format(a) === year.format(b);
  const wall = new Intl.DateTimeFormat('en-GB', clock);
  return {
    day: (at) => compact(day.format(at)),
    yearDay: (at) => compact(yearDay.format(at)),
    dayAsOf: (at, now) => compact((isSameYear(at, now) ? day : yearDay).format(at)),
    wall: (at) => wall.format(at),
    zoneName: zoneNames(timeZone),
  };
}

/** `Mon, 23 Nov` and `11월 23일 (월)`, as tight as people write them. */
const compact = (text: string): string => text.replaceAll(',', '').replace(' (', '(');

function zoneNames(timeZone: string): (at: Instant) => string {
  const known = ZONE_NAMES[timeZone];
  if (known !== undefined) return () => known;
  const formats = ENGLISHES.map(
    (locale) => new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }),
  );
  return (at) => {
    const names = formats.map((format) => shortName(format, at));
    return names.find((name) => !/^GMT[+-]/.test(name)) ?? names[0] ?? timeZone;
  };
}

const shortName = (format: Intl.DateTimeFormat, at: Instant): string =>
  format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
