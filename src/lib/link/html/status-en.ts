/** The English of the status page. */
import { instant } from '../../model/instant.ts';
import type { StatusWords } from './status-words.ts';

const TURNS = { running: 'Starts', stopped: 'Stops' } as const;
const WOULD = { running: 'Would start', stopped: 'Would stop' } as const;
const STATES = { running: 'on', stopped: 'off' } as const;

/** The middle of a month of UTC: of the same month in every zone. */
const monthOf = (month: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    instant(Date.parse(`${month}-15T12:00Z`)),
  );

export const STATUS_EN: StatusWords = {
  title: 'Status',
  place: ({ account, region }) => `Account ${account}, ${region}`,
  looked: (ago, at, say) => `Last look ${say.duration(ago)} ago, ${say.instant(at)}`,
  late: (ago, at, say) =>
    `Tierkeeper has not looked for ${say.duration(ago)}, since ${say.instant(at)}.`,
  lateAdvice:
    'It should look every five minutes, and until it does nothing is stopped or started. ' +
    'The log of its function clock-ticked in CloudWatch says what is wrong.',
  neverLooked: 'No look at the whole Region has been completed yet. The first takes five minutes.',
  modes: {
    act: 'It acts.',
    observe: 'It only observes: what it decides is told and not done.',
  },
  instances: 'Instances',
  noInstances: 'There are none.',
  more: (count) => (count === 1 ? 'And one more.' : `And ${count} more.`),
  since: ({ since }, say) => `since ${say.instant(since)}`,
  labels: { next: 'Next', hold: 'Hold', why: 'Why' },
  next({ at, to }, doing, say) {
    const turn = to !== null && (doing === 'observe' ? WOULD[to] : TURNS[to]);
    return `${turn || 'Its next time is'} ${say.instant(at)}`;
  },
  verdicts: {
    stop: 'Stop',
    start: 'Start',
    warn: 'Warn',
    withdraw: 'Warning withdrawn',
    associate: 'Put address back',
    tell: 'Tell',
    leave: 'Leave alone',
    defer: 'Wait',
  },
  day: 'The next 24 hours',
  dayNotes: {
    act: 'As the schedules have it. What is idle may be stopped sooner, after a warning.',
    observe: 'As the schedules would have it. While Tierkeeper observes, none of it is done.',
    paused: 'While Tierkeeper is paused everything stays as it is, whatever its schedule says.',
  },
  legend: { on: 'on', off: 'off', held: 'held' },
  now: 'now',
  stretches: (stretches, say) =>
    stretches
      .map(({ state, to }, index) =>
        index === stretches.length - 1
          ? STATES[state]
          : `${STATES[state]} until ${say.instant(to)}`,
      )
      .join(', then '),
  heldUntil: (until, say) => `held until ${say.instant(until)}`,
  noSchedule: 'no schedule',
  decisions: 'Latest decisions',
  noDecisions: 'Nothing has been decided yet.',
  columns: { at: 'When', name: 'What', verdict: 'Decision', why: 'Why' },
  meter: ({ month }) => `Free tier in ${monthOf(month)}`,
  counted: (at, say) =>
    `Tierkeeper's own count of ${say.instant(at)}. It is at least so much: what ran unseen is in ` +
    'it only where AWS has counted it.',
  saved: ({ month }) => `Saved in ${monthOf(month)}`,
  savedCounted: (at, say) =>
    `Counted ${say.instant(at)}: what Tierkeeper's own stops kept off in this month of UTC.`,
  rules: { schedule: 'By schedule', idle: 'Idle', guard: 'For the free tier' },
  freeTierUnknown:
    'Nobody says which free tier this account has (freeTier.plan in the policy): hours that one ' +
    'would have covered count as money.',
  asOf: (at, say) => `As of ${say.farInstant(at)}.`,
};
