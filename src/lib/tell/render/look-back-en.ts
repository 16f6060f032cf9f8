/** What a week and a month came to, in English. */
import { inHours, milliseconds } from '../../model/instant.ts';
import { microUsd } from '../../model/money.ts';
import {
  type LookBack,
  type Saved,
  type Spent,
  STOP_CAUSES,
  type StopCause,
  stopCount,
} from '../../model/tally.ts';
import type { Say } from './say.ts';

const CAUSES: Readonly<Record<StopCause, string>> = {
  schedule: 'by schedule',
  idle: 'idle',
  longest: 'after their longest time',
  hold: 'because somebody asked',
  guard: 'for the free tier',
};

const several = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

function stopsOf(back: LookBack): readonly string[] {
  const causes = STOP_CAUSES.flatMap((cause) => {
    const count = back.stops[cause] ?? 0;
    return count === 0 ? [] : [{ count, words: CAUSES[cause] }];
  });
  const total = stopCount(back);
  if (total === 0) return [];
  const why = causes.map(({ count, words }) => (causes.length === 1 ? words : `${count} ${words}`));
  return [`${several(total, 'stop')} (${why.join(', ')})`];
}

export function deedsEn(back: LookBack, say: Say): readonly string[] {
  const { starts, failed, wouldStop, wouldStart, since } = back;
  const done = [
    ...stopsOf(back),
    ...(starts === 0 ? [] : [several(starts, 'start')]),
    ...(failed === 0 ? [] : [several(failed, 'call that did not work', 'calls that did not work')]),
  ];
  const would = [
    ...(wouldStop === 0 ? [] : [several(wouldStop, 'stop')]),
    ...(wouldStart === 0 ? [] : [several(wouldStart, 'start')]),
  ];
  const from = say.day(since);
  return [
    ...(done.length === 0 ? [] : [`Since ${from}: ${done.join(', ')}.`]),
    ...(would.length === 0 ? [] : [`Since ${from} it only told of ${would.join(' and ')}.`]),
  ];
}

const inWholeHours = (hours: number, say: Say): string =>
  hours < 1 ? 'less than an hour' : `${say.count(Math.round(hours))} h`;

/** "96 h off", of which some may be covered, and some have no known price. */
function savingOf(saved: Saved, say: Say, credits: boolean): string {
  const { off, savedMicroUsd, allowance, unpriced, reserved = 0, savingsPlan = 0 } = saved;
  const time = inWholeHours(inHours(off), say);
  const kept = `kept instances off for ${time}`;
  if (unpriced >= off) return `${kept}; their price is unknown`;
  const free = allowance > 0 ? inWholeHours(inHours(allowance), say) : null;
  const without =
    unpriced > 0 ? `, without ${inWholeHours(inHours(unpriced), say)} of unknown price` : '';
  const of = (time: number): string =>
    `, ${inWholeHours(inHours(milliseconds(time)), say)} of them`;
  const covered =
    (free === null ? '' : `, ${free} of them inside the free allowance`) +
    (reserved > 0 ? `${of(reserved)} paid for by Reserved Instances either way` : '') +
    (savingsPlan > 0 ? `${of(savingsPlan)} perhaps paid for by a Savings Plan either way` : '');
  if (savedMicroUsd > 0) {
    const what = `${say.money(savedMicroUsd)}${credits ? ' of credits' : ''}`;
    return `saved ${what}: ${time} off${covered}${without}`;
  }
  if (savedMicroUsd < 0) {
    const cost = `${say.money(microUsd(-savedMicroUsd))} more`;
    return `${kept}${covered}, which cost ${cost}: an Elastic IP is billed while it is idle`;
  }
  if (savingsPlan > 0) return `${kept}${covered}: no money is counted as saved`;
  return reserved > 0
    ? `${kept}${covered}, which saved no money`
    : `${kept}: that saved hours of the free allowance, and no money`;
}

export const savedEn = (saved: Saved, say: Say, credits: boolean): string =>
  `Stops ${savingOf(saved, say, credits)}.`;

export const savedLatelyEn = (saved: Saved, say: Say, credits: boolean): string =>
  `Since the last digest stops ${savingOf(saved, say, credits)}.`;

export const spentEn = ({ spentMicroUsd, partial }: Spent, say: Say): string =>
  `The account cost ${partial ? 'at least ' : ''}${say.money(spentMicroUsd)} in that time.`;

const PERIODS = { week: 'in the past week', month: 'in the past month' } as const;

export function lookedBackEn(back: LookBack, say: Say): string {
  const { of, savedMicroUsd, wouldStop } = back;
  if (savedMicroUsd > 0) return `saved ${say.dollars(savedMicroUsd)} ${PERIODS[of]}`;
  const count = stopCount(back);
  if (count === 0 && wouldStop > 0) return `would have stopped ${wouldStop} times ${PERIODS[of]}`;
  return `${several(count, 'stop')} ${PERIODS[of]}`;
}
