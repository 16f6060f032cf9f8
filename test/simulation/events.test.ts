/** Laws 1 and 2 over pairs of histories: the same account, the same people, other wake-ups. */
import { expect, test } from 'vitest';
import { runHistory } from '../../src/lib/wiring/history.ts';
import { eventsDoNotMatter } from './checkers/events-do-not-matter.ts';
import { twiceIsOnce } from './checkers/twice-is-once.ts';
import { comparable } from './seeded.ts';

const STORM = { eventLost: 0.4, eventLate: 0.3, eventDuplicated: 0.3, eventReordered: 0.3 };
const SEEDS = Array.from({ length: 14 }, (_, seed) => seed);

test.each(SEEDS)(
  'whatever becomes of events, and all twice: the same end (seed %i)',
  async (seed) => {
    const calm = await runHistory(comparable({ seed, faults: 'none' }));
    const against = (faults: object) => runHistory(comparable({ seed, faults }));
    expect(eventsDoNotMatter.check(calm, await against(STORM))).toEqual([]);
    expect(eventsDoNotMatter.check(calm, await against({ eventLost: 1 }))).toEqual([]);
    const twice = await against({ tickDuplicated: 1, eventDuplicated: 1 });
    expect(twiceIsOnce.check(calm, twice)).toEqual([]);
  },
  60_000,
);
