/** Numbers with their units: lengths of time, bytes, money. */
import type { Duration } from '../../model/instant.ts';
import type { Currency, MicroUsd } from '../../model/money.ts';
import type { Language } from '../../model/policy.ts';

const grouped = new Intl.NumberFormat('en-US');
const measured = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const coarse = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });

/** A whole number, exact. */
export const count = (value: number): string => grouped.format(value);

/** A measured value, to three digits. */
export const measure = (value: number): string => measured.format(value);

const BYTE_UNITS = ['KB', 'MB', 'GB', 'TB'] as const;

export function bytes(value: number, language: Language): string {
  if (value < 1000) {
    if (language === 'ko') return `${measure(value)}바이트`;
    return `${measure(value)} ${value === 1 ? 'byte' : 'bytes'}`;
  }
  const power = Math.min(Math.floor(Math.log10(value) / 3), BYTE_UNITS.length);
  const unit = BYTE_UNITS[power - 1] ?? '';
  return `${measure(value / 1000 ** power)}${language === 'ko' ? '' : ' '}${unit}`;
}

const WORDS = {
  en: { day: ' day', hour: ' hour', minute: ' minute', second: ' second' },
  ko: { day: '일', hour: '시간', minute: '분', second: '초' },
} as const;

type TimeUnit = keyof (typeof WORDS)['en'];

function inUnit(value: number, unit: TimeUnit, language: Language): string {
  const plural = language === 'en' && value !== 1 ? 's' : '';
  return `${count(value)}${WORDS[language][unit]}${plural}`;
}

/** Two units at most, and minutes up to two hours: people say "90 minutes" but "3 days". */
export function duration(length: Duration, language: Language): string {
  const seconds = Math.round(length / 1000);
  if (Math.abs(seconds) < 60) return inUnit(seconds, 'second', language);
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return inUnit(minutes, 'minute', language);
  if (minutes < 48 * 60) return twoUnits(minutes, [60, 'hour', 'minute'], language);
  return twoUnits(Math.round(minutes / 60), [24, 'day', 'hour'], language);
}

function twoUnits(
  value: number,
  [size, unit, rest]: readonly [size: number, unit: TimeUnit, rest: TimeUnit],
  language: Language,
): string {
  const whole = inUnit(Math.floor(value / size), unit, language);
  const left = value % size;
  return left === 0 ? whole : `${whole} ${inUnit(left, rest, language)}`;
}

const MONEY_WORDS: Readonly<Record<string, string>> = { USD: '달러', KRW: '원' };

const unitOf = (code: string, language: Language): string =>
  language === 'ko' ? (MONEY_WORDS[code] ?? ` ${code}`) : ` ${code}`;

/** Hourly prices are fractions of a cent: below ten cents three digits, so none reads as zero. */
const dollars = (value: number): string =>
  Math.abs(value) < 0.1 && value !== 0 ? measure(value) : fixed(value, 2);

/** To make a format takes Intl longer than all that it then says. */
const exact = new Map<number, Intl.NumberFormat>();
const minorDigits = new Map<string, number>();

function fixed(value: number, digits: number): string {
  const range = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const format = exact.get(digits) ?? new Intl.NumberFormat('en-US', range);
  exact.set(digits, format);
  return format.format(value);
}

/** How many digits a currency has behind the point: none for the won. */
function digitsOf(code: string): number {
  const format = { style: 'currency', currency: code } as const;
  const digits =
    minorDigits.get(code) ??
    new Intl.NumberFormat('en-US', format).resolvedOptions().maximumFractionDigits ??
    2;
  minorDigits.set(code, digits);
  return digits;
}

function converted(value: number, code: string): string {
  const digits = digitsOf(code);
  return Math.abs(value) < 10 ** -digits && value !== 0
    ? coarse.format(value)
    : fixed(value, digits);
}

/** `0.31 USD`, whatever else the policy counts in. */
export const inDollars = (amount: MicroUsd, language: Language): string =>
  `${dollars(amount / 1_000_000)}${unitOf('USD', language)}`;

/** `0.31 USD (431 KRW)`; only the dollars where the policy names no other currency. */
export function money(amount: MicroUsd, currency: Currency, language: Language): string {
  const first = inDollars(amount, language);
  if (currency.code === 'USD') return first;
  const second = converted((amount / 1_000_000) * currency.perUsd, currency.code);
  const gap = language === 'ko' ? '' : ' ';
  return `${first}${gap}(${second}${unitOf(currency.code, language)})`;
}
