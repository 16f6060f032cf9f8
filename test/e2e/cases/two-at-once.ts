import assert from 'node:assert/strict';
import { QUIET } from '../owner.ts';
import type { Case } from '../stage.ts';

export const twoAtOnce: Case = {
  name: 'Of two invocations at the same moment one passes, and the other leaves it to the holder',
  async run({ owner, at, wake, check, hold, ledger }) {
    const id = await owner.launch({ name: 'forgotten', tags: { 'tierkeeper:schedule': 'none' } });
    await owner.measure(id, QUIET, { from: at('11:30'), to: at('13:30') });

    // The first one has the lease by the time it lists the instances; there it is kept waiting.
    const listing = hold('DescribeInstances');
    const holder = wake('clock-ticked', { at: at('13:00') });
    await Promise.race([listing.reached, holder]);
    const other = await wake('alarm-to-alarm', { at: at('13:00'), instanceId: id });
    await check('the second one leaves it to the first, and tells nobody', () => {
      assert.deepEqual(other.answer, { kind: 'left-to-holder' });
      assert.deepEqual(other.told, []);
    });

    listing.release();
    const { answer, told, log } = await holder;
    await check('the first one warns, once', () => {
      assert.deepEqual(answer, { kind: 'done' });
      assert.partialDeepStrictEqual(
        told.map(({ document }) => document.notices.map(({ kind }) => kind)),
        [['about-to-stop']],
      );
      assert.equal(told.length, 1);
    });
    await check('and looks once more for the second before it leaves', async () => {
      const looks = log.flatMap((line) => line['looks'] ?? []);
      assert.equal(looks.flat().length, 2);
      const lease = (await ledger()).find(({ sk }) => sk === 'lease');
      assert.partialDeepStrictEqual(lease?.item, { holder: null, dirty: null, fence: 1 });
    });
  },
};
