/** Whatever comes late, or fails, or crashes: each part is told once, and nobody waits for ever. */
import { test as law } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type Day, PLACES, Rounds } from './rounds.ts';

const minute = fc.constantFrom(1, 1, 1, 4, 12, 18, 26, 50, 25 * 60);
const fate = fc.record({
  /** After the digest's time; null: it hands nothing over. */
  handsOverAt: fc.option(minute, { freq: 5 }),
  isUnreadable: fc.constantFrom(false, false, false, false, true),
  /** The ledger does not give it away for so many minutes. */
  failsUntil: fc.constantFrom(0, 0, 0, 7, 33, 24 * 60),
});

const day = fc.record<Day>({
  fates: fc.array(fate, { minLength: PLACES.length, maxLength: PLACES.length }),
  answer: fc.constantFrom('accepted', 'accepted', 'at the third try', 'refused'),
  crash: fc.constantFrom('none', 'none', 'before the round', 'after the round', 'after the claim'),
  policy: fc.constantFrom('together', 'together', 'together', 'each', 'without the last'),
});

/** Of which all is heard, and told: what was left over is told with them. */
const FINE: Day = {
  fates: PLACES.map(() => ({ handsOverAt: 1, isUnreadable: false, failsUntil: 0 })),
  ...{ answer: 'accepted', crash: 'none', policy: 'together' },
};

describe('the one digest of all places', () => {
  law.prop([fc.array(day, { maxLength: 5 })], { numRuns: 400 })(
    'tells each part once, forgets no place, and waits for nobody longer than 20 minutes',
    async (days) => {
      const rounds = new Rounds();
      for (const one of [FINE, ...days, FINE, FINE]) await rounds.live(one);
      expect(rounds.waited.filter((minutes) => minutes >= 20)).toEqual([]);
      expect(rounds.told.toSorted()).toEqual(rounds.handedOver.toSorted());
      expect(rounds.forgotten).toEqual([]);
      expect([...rounds.unreadable].filter((name) => !rounds.unread.has(name))).toEqual([]);
    },
  );

  law.prop([fc.array(day, { maxLength: 4 })], { numRuns: 200 })(
    'tells at each further try what it has told at the first',
    async (days) => {
      const rounds = new Rounds();
      for (const one of [FINE, ...days]) await rounds.live(one);
      for (const tries of rounds.tries.values()) {
        for (const one of tries) expect(one).toEqual(tries[0]);
      }
    },
  );
});
