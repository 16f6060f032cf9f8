/** People meet the account as it is: two histories in which they met the same may be compared. */
import type { History } from '../../../src/lib/wiring/history.ts';

/** What each deed of a person, of AWS or of a link found, by who did what to whom and when. */
function deedsOf({ world }: History): ReadonlyMap<string, { on: string; met: string }> {
  const { entries } = world.journal;
  const deeds = new Map<string, { on: string; met: string }>();
  for (const entry of entries) {
    if (entry.kind !== 'call' || entry.actor.kind === 'invocation') continue;
    const { at, actor, verb, before, refused } = entry;
    const on = before?.instance.id ?? entry.on;
    const who = actor.kind === 'person' ? actor.name : actor.part;
    const met = `${before?.instance.state} ${refused?.code}`;
    deeds.set(`${at} ${who} ${verb} ${entry.on}`, { on, met });
  }
  return deeds;
}

/**
 * Instances that somebody found in another state, and so did something else to: a start at the
 * very minute of a stop is a start in one history and nothing in the other.
 */
export function metDifferently(one: History, other: History): ReadonlySet<string> {
  const [mine, theirs] = [deedsOf(one), deedsOf(other)];
  const apart = new Set<string>();
  for (const [key, deed] of [...mine, ...theirs]) {
    if (mine.get(key)?.met !== theirs.get(key)?.met) apart.add(deed.on);
  }
  return apart;
}
