import assert from 'node:assert/strict';
import { QUIET } from '../owner.ts';
import type { Case } from '../stage.ts';

export const observing: Case = {
  name: 'In observe mode nothing is touched, and the digest says what would have been',
  mode: 'observe',
  async run({ owner, at, wake, check }) {
    const none = { 'tierkeeper:schedule': 'none' };
    const { allocationId } = await owner.allocate();
    const idle = await owner.launch({ name: 'forgotten', tags: none });
    const dev = await owner.launch({ name: 'dev-box' });
    const tags = { ...none, 'tierkeeper:eip': allocationId };
    const web = await owner.launch({ name: 'web', tags, isWeb: true });
    await owner.measure(idle, QUIET, { from: at('19:30'), to: at('22:30') });

    const passes = [
      await wake('clock-ticked', { at: at('21:00') }),
      await wake('clock-ticked', { at: at('21:45') }),
      await wake('clock-ticked', { at: at('22:00') }),
      await wake('clock-ticked', { at: at('07:00', 1) }),
    ];
    await check('nobody is warned of what is not going to happen', () => {
      assert.deepEqual(
        passes.flatMap(({ told }) => told),
        [],
      );
    });

    const { told } = await wake('digest-due', { at: at('09:00', 1) });
    await check(
      'the digest says what would have been stopped, and what would have been moved',
      () => {
        assert.equal(told.length, 1);
        const lines = told[0]?.document.notices.map(({ facts }) => [
          facts['line'],
          (facts['subject'] as { instanceId: string }).instanceId,
        ]);
        assert.deepEqual(
          new Set(lines?.map(String)),
          new Set([`would-stop,${idle}`, `would-stop,${dev}`, `would-associate,${web}`]),
        );
      },
    );
    await check('and nothing was touched', async () => {
      for (const id of [idle, dev, web]) assert.equal(await owner.stateOf(id), 'running');
      assert.equal(await owner.holderOf(allocationId), undefined);
    });
  },
};
