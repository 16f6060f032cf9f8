/** Law 2: after a crash at any step, one tick comes to what would have been without it. */
import { toIso } from '../../../src/lib/model/instant.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import type { PairLaw, Violation } from './law.ts';
import { received } from './messages.ts';
import { differences } from './settled-state.ts';
import { toldOnce } from './told-once.ts';

export const crashConverges: PairLaw = {
  number: 2,
  name: 'a crash after any step, then one tick, converges',
  check: (whole, crashed) => [
    ...differences(whole, crashed).map(({ about, one, other }) => ({
      at: crashed.until,
      says: `${about} is ${one || 'none'} without the crash, ${other || 'none'} after it`,
    })),
    ...toldOnce.check(crashed),
  ],
};

/** Of two histories that have come to rest since. */
export const crashIsNoSecret: PairLaw = {
  number: 2,
  name: 'what was to be told is told after a crash too, or known to be in doubt',
  check: (whole, crashed) => untold(whole, crashed),
};

/** What nobody was told because of the crash, unless the ledger says that it may have been lost. */
function untold(whole: History, crashed: History): readonly Violation[] {
  const said = new Set(subjectsOf(crashed));
  const doubtful = doubtfulIn(crashed);
  return [...new Set(subjectsOf(whole))]
    .filter((subject) => !said.has(subject) && !doubtful.has(subject))
    .map((subject) => ({
      at: crashed.until,
      says: `${toIso(crashed.until)} nobody was told of ${subject}, and nothing says so`,
    }));
}

const subjectsOf = (history: History): readonly string[] =>
  received(history).flatMap((message) =>
    message.kind === 'digest'
      ? [`digest ${message.date}`]
      : message.notices.map(({ kind, facts }) => `${kind} ${facts.subject?.instanceId}`),
  );

/** The one thing that a crash may cost: a message of which nobody knows whether it went out. */
function doubtfulIn({ world }: History): ReadonlySet<string> {
  const found = world.ledger.items().flatMap(({ item }): readonly string[] => {
    if (item.kind !== 'notice' && item.kind !== 'digest') return [];
    if (!item.deliveries.some(({ status }) => status === 'doubtful')) return [];
    if (item.kind === 'digest') return [`digest ${item.date}`];
    const { kind, facts } = item.notice;
    return 'subject' in facts ? [`${kind} ${facts.subject.instanceId}`] : [];
  });
  return new Set(found);
}
