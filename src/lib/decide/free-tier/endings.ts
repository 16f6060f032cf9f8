/** Countdowns: to the end of the 12 months, of the credits, of a plan that closes the account. */
import { burnOf } from '../../meter/credits.ts';
import { ENDINGS, type Ending, type ToldEnding } from '../../model/allowance-record.ts';
import { between, days, type Instant, toIso } from '../../model/instant.ts';
import { endOf as planEnd } from '../../model/meter.ts';
import { microUsd } from '../../model/money.ts';
import type { Notice } from '../../model/notice.ts';
import type { World } from '../world.ts';
import type { LiveMeter } from './live-meter.ts';
import { toldHere } from './told-here.ts';

/** Days before it; the nearest that is reached is told, and those before it with it. */
const STEPS = [1, 7, 14, 30] as const;
/** With so much time again, for somebody has bought some, the countdown begins anew. */
const FORGOTTEN = days(45);

export interface EndingNews {
  readonly notices: readonly Notice<'allowance-threshold'>[];
  readonly told: readonly ToldEnding[];
}

export function endingNews(
  world: World,
  live: LiveMeter,
  before: readonly ToldEnding[],
): EndingNews {
  const isTold = toldHere(world);
  const told = ENDINGS.filter((ending) =>
    ending === 'twelve-months' ? isTold.shared : isTold.own,
  );
  const found = told.map((ending) => countdown(world, live, { ending, before }));
  return {
    notices: found.flatMap(({ notice }) => (notice === null ? [] : [notice])),
    told: found.flatMap(({ told }) => (told === null ? [] : [told])),
  };
}

function endOf({ meter, credits }: LiveMeter, ending: Ending): Instant | null {
  switch (ending) {
    case 'twelve-months':
      return planEnd(meter.plan, 'legacy');
    case 'free-plan':
      return planEnd(meter.plan, 'credits');
    case 'credits': {
      const endsAt = credits()?.endsAt ?? null;
      const closing = planEnd(meter.plan, 'credits');
      const isOverBefore = closing !== null && endsAt !== null && closing <= endsAt;
      return isOverBefore ? null : endsAt;
    }
  }
}

interface Counted {
  readonly notice: Notice<'allowance-threshold'> | null;
  readonly told: ToldEnding | null;
}

interface Question {
  readonly ending: Ending;
  readonly before: readonly ToldEnding[];
}

function countdown(world: World, live: LiveMeter, { ending, before }: Question): Counted {
  const known = before.find((one) => one.ending === ending) ?? null;
  const endsAt = endOf(live, ending);
  const left = endsAt === null ? null : between(world.now, endsAt);
  if (endsAt === null || left === null || left <= 0) return { notice: null, told: known };
  if (left > FORGOTTEN) return { notice: null, told: null };
  const step = STEPS.find((one) => left <= days(one));
  if (step === undefined || (known !== null && known.days <= step)) {
    return { notice: null, told: known };
  }
  return {
    notice: noticeOf(world, live, { ending, endsAt, days: step }),
    told: { ending, days: step },
  };
}

interface Step {
  readonly ending: Ending;
  readonly endsAt: Instant;
  readonly days: number;
}

/** Of the 12 months there is time to think; an account that closes is worth a word at once. */
function noticeOf(
  { now, prices }: World,
  { meter, credits, usage }: LiveMeter,
  step: Step,
): Notice<'allowance-threshold'> {
  const { ending, endsAt, days: least } = step;
  const closesAccount = ending !== 'twelve-months' && planEnd(meter.plan, 'credits') !== null;
  return {
    kind: 'allowance-threshold',
    dedupeKey: `allowance:${ending}:${toIso(endsAt).slice(0, 'YYYY-MM'.length)}:${least}`,
    urgency: closesAccount || least <= 14 ? 'now' : 'digest',
    at: now,
    facts: {
      news: 'ending',
      ...step,
      closesAccount,
      dayMicroUsd: credits()?.burnPerDay ?? microUsd(burnOf(usage, now, prices)),
      remainingMicroUsd: credits()?.remaining ?? null,
    },
  };
}
