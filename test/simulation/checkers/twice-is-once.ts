/**
 * Law 2: to reconcile twice is to reconcile once: the same state, the same acts, the same words.
 */
import type { History } from '../../../src/lib/wiring/history.ts';
import { metDifferently } from './deeds-met.ts';
import { settledApart } from './events-do-not-matter.ts';
import { ownCalls, type PairLaw, type Violation } from './law.ts';
import { received } from './messages.ts';

export const twiceIsOnce: PairLaw = {
  number: 2,
  name: 'reconciling twice is reconciling once',
  check: (one, other) => [
    ...settledApart(one, other),
    ...countedApart(one, other, actsOf),
    ...countedApart(one, other, wordsOf),
  ],
};

type Deed = readonly [instanceId: string, what: string];

const actsOf = (history: History): readonly Deed[] =>
  ownCalls(history)
    .filter(({ refused }) => refused === null)
    .map(({ verb, on, before }) => [before?.instance.id ?? on, `call to ${verb}`]);

/** What is said of deeds; the rest comes in one mail or two with the minute of each look. */
const OF_DEEDS = ['stopped', 'started', 'address-restored'];

const wordsOf = (history: History): readonly Deed[] =>
  received(history).flatMap((message): readonly Deed[] =>
    message.kind === 'digest'
      ? [['', `digest of ${message.date}`]]
      : message.notices
          .filter(({ kind }) => OF_DEEDS.includes(kind))
          .map(({ kind, facts }) => [facts.subject?.instanceId ?? '', `mail ${kind}`]),
  );

function countedApart(
  one: History,
  other: History,
  deedsOf: (history: History) => readonly Deed[],
): readonly Violation[] {
  const apart = metDifferently(one, other);
  const [mine, theirs] = [counted(deedsOf(one)), counted(deedsOf(other))];
  return [...new Set([...mine.keys(), ...theirs.keys()])]
    .filter((key) => mine.get(key) !== theirs.get(key))
    .filter((key) => !apart.has(key.split(' ')[0] ?? ''))
    .map((key) => {
      const [a, b] = [mine.get(key) ?? 0, theirs.get(key) ?? 0];
      return { at: one.until, says: `${key}: ${a} in the one, ${b} in the other` };
    });
}

function counted(deeds: readonly Deed[]): ReadonlyMap<string, number> {
  const groups = Map.groupBy(deeds, ([id, what]) => `${id} ${what}`);
  return new Map([...groups].map(([key, group]) => [key, group.length]));
}
