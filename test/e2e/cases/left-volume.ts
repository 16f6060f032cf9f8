import assert from 'node:assert/strict';
import { found } from '../owner.ts';
import type { Case } from '../stage.ts';

/** 20 GiB of gp3 in Seoul, at 0.0912 USD each. */
const MONTHLY_MICRO_USD = 1_824_000;

export const leftVolume: Case = {
  name: 'The terminate event names the volume that stays, and what it costs a month',
  async run({ owner, at, wake, check }) {
    const id = await owner.launch({ name: 'experiment', keptVolumeGiB: 20 });
    const disks = await owner.volumesOf(id);
    const [root, data] = ['/dev/xvda', '/dev/sdb'].map((device) =>
      found(disks.find((disk) => disk.device === device)?.volumeId, device),
    );
    assert(root !== undefined && data !== undefined);
    await wake('clock-ticked', { at: at('10:00') });

    await owner.terminate(id);
    await check(
      'its owner terminates it: the root volume goes, the data volume stays',
      async () => {
        assert.equal(await owner.volume(root), undefined);
        assert.equal((await owner.volume(data))?.State, 'available');
      },
    );

    const told = await wake('instance-terminated', { at: at('10:03'), instanceId: id });
    await check('one message names the one that stayed, with its size, type and price', () => {
      assert.equal(told.told.length, 1);
      const [notice] = told.told[0]?.document.notices ?? [];
      const known = { type: 'gp3', sizeGiB: 20, monthlyMicroUsd: MONTHLY_MICRO_USD };
      assert.partialDeepStrictEqual(notice, {
        kind: 'volumes-left',
        facts: { subject: { instanceId: id }, volumes: [{ volumeId: data, ...known }] },
      });
      assert.doesNotMatch(JSON.stringify(notice), new RegExp(root));
    });
    await check('and the mail gives the price, and the commands to copy, delete or keep it', () => {
      const mail = told.told[0]?.mail ?? '';
      assert.match(mail, /1\.82 USD/);
      for (const command of ['create-snapshot', 'delete-volume', 'create-tags']) {
        assert.match(mail, new RegExp(`aws ec2 ${command} .*${data}`));
      }
    });
    await check('it is only named: the volume is there still', async () => {
      assert.equal((await owner.volume(data))?.State, 'available');
    });
  },
};
