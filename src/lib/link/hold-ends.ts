/** Until when each press holds: on the wall of the policy's zone, to the whole minute. */
import { hours, type Instant, instant, later, minutes, plus } from '../model/instant.ts';
import type { HoldAction } from '../model/link.ts';
import type { MinuteOfDay, PowerState, Schedule } from '../model/schedule.ts';
import { DAY_MINUTES, dateOf, dayOf } from '../schedule/calendar.ts';
import { nextEdge } from '../schedule/edges.ts';
import { instantOf, localTimeAt } from '../schedule/zone.ts';

/** When a hold of no time of its own ends: people are at work, and see what comes of it. */
const MORNING: MinuteOfDay = 9 * 60;
const DAYS_AHEAD_MAX = 31;

/** What is known when somebody presses. */
export interface PressTime {
  readonly now: Instant;
  /** When the stop comes, or came, that the message warned of. */
  readonly stopAt: Instant | null;
  /** IANA. */
  readonly zone: string;
  /** The instance's own, as far as the policy names it. */
  readonly schedule: Schedule | null;
}

/** Null where it cannot be told: for a date, which is asked for, and for what ends a hold. */
export function endOf(action: HoldAction, time: PressTime): Instant | null {
  switch (action) {
    case 'hour':
      return plus(wholeMinute(lastOf(time)), hours(1));
    case 'tomorrow':
      return morningIn(time, 1);
    case 'tonight':
      return time.stopAt === null ? null : endOfNight(time);
    case 'start':
      return endOfStart(time);
    case 'date':
    case 'release':
      return null;
  }
}

/** The later of now and the stop: "one hour more" than it would have had. */
const lastOf = ({ now, stopAt }: PressTime): Instant => later(now, stopAt ?? now);

const MINUTE = minutes(1);
const wholeMinute = (at: Instant): Instant => instant(Math.ceil(at / MINUTE) * MINUTE);

function morningIn({ now, zone }: PressTime, daysAhead: number): Instant {
  const { date } = localTimeAt(zone, now);
  return instantOf(zone, dateOf(dayOf(date) + daysAhead), MORNING);
}

function morningAfter(at: Instant, { zone }: PressTime): Instant {
  const today = morningIn({ now: at, zone, stopAt: null, schedule: null }, 0);
  return today > at ? today : morningIn({ now: at, zone, stopAt: null, schedule: null }, 1);
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** The stop is skipped; from the next start or the next morning on all is as ever. */
function endOfNight(time: PressTime): Instant {
  const last = lastOf(time);
  return earlier(nextEdgeTo('running', time, last) ?? instant(Infinity), morningAfter(last, time));
}

/** A start edge lies within two weeks, or it is of no use tonight. */
function nextEdgeTo(to: PowerState, { schedule }: PressTime, after: Instant): Instant | null {
  let edge = schedule && nextEdge(schedule, after);
  for (let tries = 0; schedule && edge && edge.to !== to && tries < 14; tries += 1) {
    edge = nextEdge(schedule, edge.at);
  }
  return edge?.to === to ? edge.at : null;
}

/**
 * Up to the next edge, which the schedule answers as ever, or to the next morning; but never so
 * short that it would be stopped as soon as it is up.
 */
function endOfStart(time: PressTime): Instant {
  const { now, schedule } = time;
  const edge = schedule && nextEdge(schedule, now);
  const end = earlier(edge?.at ?? instant(Infinity), morningAfter(now, time));
  return later(end, plus(wholeMinute(now), hours(1)));
}

/** Whether an edge that the hold covers comes at its end, instead of being skipped. */
export function postpones(
  action: HoldAction,
  until: Instant,
  { now, schedule }: PressTime,
): boolean {
  const edge = schedule && nextEdge(schedule, now);
  return action === 'hour' || (action === 'start' && edge !== null && edge.at < until);
}

/** On the last date that can be held to. */
export const latestDate = (time: PressTime): Instant => morningIn(time, DAYS_AHEAD_MAX);

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The end of a date, as with the tag `tierkeeper:hold-until`; null for what is no date, over, or
 * too far ahead.
 */
export function endOfDate(text: string, { zone, now }: PressTime): Instant | null {
  if (!DATE.test(text)) return null;
  const day = dayOf(text);
  if (Number.isNaN(day) || dateOf(day) !== text) return null;
  const today = dayOf(localTimeAt(zone, now).date);
  return day >= today && day <= today + DAYS_AHEAD_MAX ? instantOf(zone, text, DAY_MINUTES) : null;
}
