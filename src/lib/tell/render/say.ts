/** How values read in a message: bound once to the reader's language, zone and currency. */
import type { AccountId } from '../../model/ids.ts';
import type { Duration, Instant } from '../../model/instant.ts';
import type { LinkFor } from '../../model/link.ts';
import type { Currency, MicroUsd } from '../../model/money.ts';
import type { Subject } from '../../model/notice.ts';
import type { Language, Mode } from '../../model/policy.ts';
import * as amount from './amount.ts';
import { type Moments, momentsIn } from './moment.ts';
import { clip, plain } from './plain.ts';

/** Whose account is spoken of, and how its owner reads. */
export interface View {
  readonly language: Language;
  /** IANA time zone of every date that is said. */
  readonly zone: string;
  readonly currency: Currency;
  readonly account: AccountId;
  readonly region: string;
  /** Stands before titles where several places are looked after; null: there is only this one. */
  readonly place?: string | null | undefined;
  readonly mode: Mode;
  /** The page where an action can be pressed; `NO_LINKS` where there are no pages. */
  readonly link: LinkFor;
}

export interface Say {
  readonly view: View;
  /** `Mon 23 Nov 22:00 KST`. */
  instant(at: Instant): string;
  /** With the year, for what may lie far ahead: `Mon 23 Nov 2026 22:00 KST`. */
  farInstant(at: Instant): string;
  /** `22:00 KST`. */
  clock(at: Instant): string;
  /** `Mon 23 Nov`. */
  day(at: Instant): string;
  /** `Mon 23 Nov 2026`. */
  farDay(at: Instant): string;
  /** The same voice on that day: a `day` of another year has its year. */
  on(now: Instant): Say;
  /** An edge; with its own wall clock where the schedule lives in another zone. */
  edge(edge: { readonly edge: Instant; readonly zone: string }): string;
  duration(length: Duration): string;
  /** `0.31 USD (431 KRW)`. */
  money(sum: MicroUsd): string;
  /** The same, or that the price is unknown: never zero for what nobody knows. */
  price(sum: MicroUsd | null): string;
  /** In dollars alone, for the column of a table; `?` where nobody knows. */
  dollars(sum: MicroUsd | null): string;
  bytes(size: number): string;
  /** A measured value, to three digits. */
  measure(value: number): string;
  /** A whole number. */
  count(value: number): string;
  /** Foreign text, made harmless and at most `columns` wide. */
  data(text: string, columns?: number): string;
  /** `i-0123456789abcdef0, t3.micro`. */
  identity(subject: Pick<Subject, 'instanceId' | 'type'>): string;
  /** What people call the instance; its id where the name shows nothing. */
  name(subject: Pick<Subject, 'name' | 'instanceId'>): string;
}

const NAME_COLUMNS = 40;
const DATA_COLUMNS = 60;
const UNKNOWN_PRICE = { en: 'price unknown', ko: '가격 모름' } as const;

export function sayFor(view: View): Say {
  const { zone, language, currency } = view;
  const moments = momentsIn(zone, language);
  const instant = (at: Instant): string => `${moments.day(at)} ${clock(at)}`;
  const clock = (at: Instant): string => `${moments.wall(at)} ${moments.zoneName(at)}`;
  const money = (sum: MicroUsd): string => amount.money(sum, currency, language);
  const data = (text: string, columns = DATA_COLUMNS): string => clip(plain(text), columns);
  const say: Say = {
    view,
    instant,
    clock,
    farInstant: (at) => `${moments.yearDay(at)} ${clock(at)}`,
    day: (at) => moments.day(at),
    farDay: (at) => moments.yearDay(at),
    on: (now) => ({ ...say, day: (at) => moments.dayAsOf(at, now) }),
    edge: (of) => instant(of.edge) + elsewhere(of, view, moments),
    duration: (length) => amount.duration(length, language),
    money,
    price: (sum) => (sum === null ? UNKNOWN_PRICE[language] : money(sum)),
    dollars: (sum) => (sum === null ? '?' : amount.inDollars(sum, language)),
    bytes: (size) => amount.bytes(size, language),
    measure: amount.measure,
    count: amount.count,
    data,
    identity: ({ instanceId, type }) => [instanceId, data(type)].filter(Boolean).join(', '),
    name: ({ name, instanceId }) => data(name, NAME_COLUMNS) || instanceId,
  };
  return say;
}

/** Longer names are cut: what happened must find room beside them. */
export const PLACE_COLUMNS = 40;

/** `[shop us-east-1] web is stopped`; as it is where only one place is looked after. */
export const placed = (title: string, { view: { place = null }, data }: Say): string =>
  place === null ? title : `[${data(place, PLACE_COLUMNS)}] ${title}`;

/** ` (22:00 in America/New_York)`, where the schedule's wall clock shows another time. */
function elsewhere(
  { edge, zone }: { readonly edge: Instant; readonly zone: string },
  { language, zone: ours }: View,
  moments: Moments,
): string {
  if (zone === ours) return '';
  const wall = momentsIn(zone, language).wall(edge);
  if (wall === moments.wall(edge)) return '';
  return language === 'ko' ? `(${zone} ${wall})` : ` (${wall} in ${zone})`;
}
