import assert from 'node:assert/strict';
import { QUIET } from '../owner.ts';
import type { Case } from '../stage.ts';

export const digest: Case = {
  name: 'The digest arrives once, although its event came twice',
  async run({ owner, at, wake, check }) {
    await owner.launch({ name: 'dev-box' });
    const shop = await owner.launch({
      name: 'shop',
      tags: { 'tierkeeper:schedule': 'none' },
      isWeb: true,
    });
    await owner.measure(shop, QUIET, { from: at('07:00'), to: at('09:30') });
    const gone = await owner.launch({ name: 'experiment', keptVolumeGiB: 20 });
    await wake('clock-ticked', { at: at('08:30') });
    await owner.terminate(gone);
    await wake('instance-terminated', { at: at('08:35'), instanceId: gone });

    const first = await wake('digest-due', { at: at('09:00') });
    const second = await wake('digest-due', { at: at('09:00') });
    const tick = await wake('clock-ticked', { at: at('09:05') });
    await check('the first one brings the digest', () => {
      assert.deepEqual(
        first.told.map(({ document }) => document.kind),
        ['digest'],
      );
    });
    await check('the second one brings nothing, and no tick after it', () => {
      assert.deepEqual([...second.told, ...tick.told], []);
    });
    await check('it repeats what is left over, and says what comes next', () => {
      const { mail = '' } = first.told[0] ?? {};
      assert.match(mail, /experiment/);
      assert.match(mail, /1\.82 USD/);
      assert.match(mail, /dev-box/);
    });
    await check('what looks like a server is proposed, and runs on', async () => {
      assert.partialDeepStrictEqual(
        first.told[0]?.document.notices.find(({ kind }) => kind === 'digest'),
        { facts: { line: 'proposal', subject: { instanceId: shop } } },
      );
      assert.equal(await owner.stateOf(shop), 'running');
    });
  },
};
