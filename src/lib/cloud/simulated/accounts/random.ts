/** An account drawn from the seed, with people who come to rest before the end. */
import { CHECKS, EVENT_CODES } from '../../../model/health.ts';
import {
  type Duration,
  days,
  type Instant,
  instant,
  minus,
  minutes,
  plus,
} from '../../../model/instant.ts';
import type { Deed } from '../people.ts';
import type { Stream } from '../random.ts';
import type { Setup } from '../setup.ts';
import { anyDeed, LONGEST_AFTERMATH } from './deeds.ts';
import { KINDS } from './kinds.ts';

export interface RandomAccountOptions {
  /** How long the history is. */
  readonly lasts: Duration;
  /** How long before its end all that people did is over, holds and broken keys included. */
  readonly quiet: Duration;
}

/** Five days, of which people leave the last half a day alone. */
export const FIVE_DAYS: RandomAccountOptions = { lasts: days(5), quiet: days(0.5) };

const FEWEST_INSTANCES = 6;
const MOST_INSTANCES = 12;
const DEEDS_PER_DAY_MOST = 8;
const PEOPLE = ['haru', 'mina', 'tom'] as const;

type Names = readonly [string, ...string[]];

/** Each instance is called after its kind, and no kind comes twice. */
function furnish(setup: Setup): Names {
  const stream = setup.stream('account');
  const left = Object.entries(KINDS);
  const count = stream.whole(FEWEST_INSTANCES, MOST_INSTANCES);
  const drawn = Array.from({ length: count }, () => {
    const [chosen] = left.splice(stream.whole(0, left.length - 1), 1);
    return chosen;
  });
  const names = drawn.flatMap((chosen) => {
    if (chosen === undefined) return [];
    const [name, kind] = chosen;
    kind(setup, name, setup.stream(`instance ${name}`));
    return [name];
  });
  const [first = 'nobody', ...others] = names;
  return [first, ...others];
}

/** Minutes are drawn, not milliseconds: people come at full minutes as often as ticks do. */
function anyTime(stream: Stream, from: Instant, to: Instant): Instant {
  const minutes = Math.floor((to - from) / 60_000);
  return instant(from + stream.whole(0, minutes) * 60_000);
}

function deedsOf(
  setup: Setup,
  person: { readonly name: string; readonly index: number },
  { names, until }: { readonly names: Names; readonly until: Instant },
): readonly Deed[] {
  const stream = setup.stream(`person ${person.name}`);
  const count = stream.whole(
    0,
    Math.ceil(((until - setup.startAt) / days(1)) * DEEDS_PER_DAY_MOST),
  );
  return Array.from({ length: count }, (_, index) => {
    const at = anyTime(stream, setup.startAt, until);
    const ordinal = index * PEOPLE.length + person.index;
    return anyDeed(stream, { zone: setup.zone, names, at, ordinal });
  });
}

/** Most owners confirm the subscription, some at once, some the next day. */
function confirmation(setup: Setup, until: Instant): readonly Deed[] {
  const stream = setup.stream('subscription');
  if (stream.happens(0.1)) return [];
  const latest = instant(Math.min(until, plus(setup.startAt, days(1))));
  const at = anyTime(stream, setup.startAt, latest);
  return [{ at, does: (hands) => hands.confirmSubscription() }];
}

/** What goes wrong under a few of them: hosts fail, and AWS retires some. */
function troubles(setup: Setup, names: Names, until: Instant): void {
  const stream = setup.stream('health');
  for (const name of names) {
    if (stream.happens(0.15)) {
      const at = anyTime(stream, setup.startAt, until);
      const healed = plus(at, minutes(stream.whole(2, 120)));
      setup.impairment(name, { check: stream.pick(CHECKS), at, until: healed });
    }
    if (stream.happens(0.1)) {
      const at = anyTime(stream, setup.startAt, until);
      const notBefore = instant(Math.min(until, plus(at, minutes(stream.whole(30, 2_000)))));
      setup.scheduledEvent(name, { at, notBefore, code: stream.pick(EVENT_CODES) });
    }
  }
}

export const randomAccount =
  ({ lasts, quiet }: RandomAccountOptions) =>
  (setup: Setup): void => {
    const names = furnish(setup);
    const until = minus(minus(plus(setup.startAt, lasts), quiet), LONGEST_AFTERMATH);
    troubles(setup, names, until);
    setup.person('owner', confirmation(setup, until));
    for (const [index, name] of PEOPLE.entries()) {
      setup.person(name, deedsOf(setup, { name, index }, { names, until }));
    }
  };
