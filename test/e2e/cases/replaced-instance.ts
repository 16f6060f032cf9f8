import assert from 'node:assert/strict';
import type { Case } from '../stage.ts';

export const replacedInstance: Case = {
  name: 'A replaced instance that declares its Elastic IP gets it back',
  async run({ owner, at, wake, check }) {
    const { allocationId, publicIp } = await owner.allocate();
    const tags = { 'tierkeeper:schedule': 'none', 'tierkeeper:eip': allocationId };
    const before = await owner.launch({ name: 'web', tags, isWeb: true });
    await owner.associate(allocationId, before);
    await wake('clock-ticked', { at: at('10:00') });

    await owner.terminate(before);
    const after = await owner.launch({ name: 'web', tags, isWeb: true });
    await check('the new instance came up with another address', async () => {
      assert.equal(await owner.holderOf(allocationId), undefined);
      assert.notEqual(await owner.publicIpOf(after), publicIp);
    });

    const called = await wake('instance-running', { at: at('10:06'), instanceId: after });
    await check('when it runs, it gets the declared one', async () => {
      assert.equal(await owner.holderOf(allocationId), await owner.interfaceOf(after));
      assert.equal(await owner.publicIpOf(after), publicIp);
      assert.deepEqual(called.told, []);
    });

    const seen = await wake('clock-ticked', { at: at('10:10') });
    await check('and that is told when it is seen there', () => {
      assert.equal(seen.told.length, 1);
      assert.partialDeepStrictEqual(seen.told[0]?.document.notices, [
        {
          kind: 'address-restored',
          facts: { subject: { instanceId: after }, publicIp, allocationId },
        },
      ]);
    });
  },
};
