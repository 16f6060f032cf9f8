/** Law 2 for what a process keeps of the ledger: nobody writes it but whoever has the lease. */
import type { EntryOf } from '../../../src/lib/cloud/simulated/journal.ts';
import { toIso } from '../../../src/lib/model/instant.ts';
import { isInRange, keptRanges } from '../../../src/lib/record/kept-ranges.ts';
import type { Law, Violation } from './law.ts';

export const keptIsTheHolders: Law = {
  number: 2,
  name: 'only who has the lease writes what is kept of the ledger',
  check: ({ world, options }) => {
    const { account, region } = options;
    const kept = keptRanges({ account, region }).filter(({ isShared }) => !isShared);
    const isKept = ({ key }: EntryOf<'ledger'>): boolean =>
      kept.some(
        (range) =>
          isInRange(range, key) &&
          !range.postedPrefixes.some((prefix) => key.sort.startsWith(prefix)),
      );
    let holder: string | null = null;
    const found: Violation[] = [];
    for (const entry of world.journal.of('ledger')) {
      const { item, written, actor, at, key } = entry;
      if (!written) continue;
      if (item?.kind === 'lease') {
        ({ holder } = item);
        continue;
      }
      const isHolder = actor.kind === 'invocation' && actor.requestId === holder;
      if (isHolder || !isKept(entry)) continue;
      const who = actor.kind === 'invocation' ? actor.lambda : actor.kind;
      found.push({ at, says: `${toIso(at)} ${who} wrote ${key.sort} without the lease` });
    }
    return found;
  },
};
