import assert from 'node:assert/strict';
import { QUIET } from '../owner.ts';
import type { Case } from '../stage.ts';

export const idleInstance: Case = {
  name: 'An idle instance is warned, stopped after the grace, and told of when it is seen stopped',
  async run({ owner, at, wake, check }) {
    const id = await owner.launch({ name: 'forgotten', tags: { 'tierkeeper:schedule': 'none' } });
    await owner.measure(id, QUIET, { from: at('11:30'), to: at('13:30') });
    const subject = { instanceId: id, name: 'forgotten', type: 't3.micro' };

    const warned = await wake('clock-ticked', { at: at('13:00') });
    const [warning] = warned.told;
    await check('one message says what will be stopped, when and why', () => {
      assert.equal(warned.told.length, 1);
      assert.match(warning?.subject ?? '', /forgotten stops at 13:20 KST/);
      assert.partialDeepStrictEqual(warning?.document.notices, [
        { kind: 'about-to-stop', facts: { subject, reason: { key: 'idle-warned' } } },
      ]);
      assert.match(warning?.mail ?? '', /60 minutes.*CPU .*0\.9 %.*limit 3 %/s);
    });
    await check('and the page that keeps it running', () => {
      assert.match(warning?.mail ?? '', /^ *https:\/\/\S+\/l\/[\w-]+$/m);
    });

    const waited = await wake('clock-ticked', { at: at('13:10') });
    await check('it runs as long as the grace does, and nobody is told again', async () => {
      assert.equal(await owner.stateOf(id), 'running');
      assert.deepEqual(waited.told, []);
    });

    const called = await wake('clock-ticked', { at: at('13:21') });
    await check(
      'after the grace it is stopped, and nothing is said before it is seen',
      async () => {
        assert.equal(await owner.stateOf(id), 'stopped');
        assert.deepEqual(called.told, []);
      },
    );

    const seen = await wake('instance-stopped', { at: at('13:22'), instanceId: id });
    await check('the stop is told, with its reason and the page that undoes it', () => {
      assert.equal(seen.told.length, 1);
      assert.partialDeepStrictEqual(seen.told[0]?.document.notices, [
        { kind: 'stopped', facts: { subject, reason: { key: 'idle' } } },
      ]);
      assert.match(seen.told[0]?.mail ?? '', /^ *https:\/\/\S+\/l\/[\w-]+$/m);
    });
  },
};
