import assert from 'node:assert/strict';
import { BUSY, QUIET } from '../owner.ts';
import type { Case } from '../stage.ts';

const NO_SCHEDULE = { 'tierkeeper:schedule': 'none' };
const OF_A_GROUP = { 'aws:autoscaling:groupName': 'workers' };

export const notToBeStopped: Case = {
  name: 'The busy, the protected and the Auto Scaling group are not stopped',
  async run({ owner, at, wake, check }) {
    const tags = NO_SCHEDULE;
    const busy = await owner.launch({ name: 'backend', tags });
    const locked = await owner.launch({ name: 'database', tags, stopProtected: true });
    const kept = await owner.launch({ name: 'vpn', tags: { ...tags, 'tierkeeper:keep': '' } });
    const worker = await owner.launch({ name: 'worker', tags: { ...tags, ...OF_A_GROUP } });
    const span = { from: at('11:30'), to: at('14:00') };
    await owner.measure(busy, BUSY, span);
    for (const id of [locked, kept, worker]) await owner.measure(id, QUIET, span);

    const warned = await wake('clock-ticked', { at: at('13:00') });
    await check('only the one whose protection no list shows is warned', () => {
      const notices = warned.told.flatMap(({ document }) => document.notices);
      assert.partialDeepStrictEqual(notices, [
        { kind: 'about-to-stop', facts: { subject: { instanceId: locked } } },
      ]);
      assert.equal(notices.length, 1);
    });

    await wake('clock-ticked', { at: at('13:10') });
    const refused = await wake('clock-ticked', { at: at('13:21') });
    await check(
      'asked just before the call, AWS says that it is protected, and that is told',
      () => {
        assert.equal(refused.told.length, 1);
        assert.partialDeepStrictEqual(refused.told[0]?.document.notices, [
          { kind: 'did-not-work', facts: { subject: { instanceId: locked }, result: 'protected' } },
        ]);
      },
    );

    const later = await wake('clock-ticked', { at: at('13:26') });
    await check('it is remembered: no second warning, no second attempt', () => {
      assert.deepEqual(later.told, []);
    });
    await check('all four are running still', async () => {
      for (const id of [busy, locked, kept, worker]) {
        assert.equal(await owner.stateOf(id), 'running');
      }
    });
  },
};
