import { expect } from 'vitest';
import { idOf, isSecurityGroupId, isVolumeId } from '../../../src/lib/model/ids.ts';
import {
  type ContractCase,
  instanceOf,
  itemsOf,
  powerAndSettle,
  volumesOf,
} from '../contract-account.ts';

const NO_VOLUME = idOf(isVolumeId, 'vol-0123456789abcdef0');
const NO_GROUP = idOf(isSecurityGroupId, 'sg-0123456789abcdef0');

export const familyCases: readonly ContractCase[] = [
  {
    name: 'a volume that does not exist is left out, and the others are shown with their holder',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      const volumeId = await account.attachNewVolume(id, { type: 'gp3', sizeGiB: 30 });
      expect(await volumesOf(account, [NO_VOLUME, volumeId])).toMatchObject([
        {
          id: volumeId,
          state: 'in-use',
          type: 'gp3',
          sizeGiB: 30,
          encrypted: false,
          attachments: [{ instanceId: id, deleteOnTermination: false }],
        },
      ]);
    },
  },
  {
    name: 'snapshots are shown of the volumes that are named, and of no others',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      const one = await account.attachNewVolume(id, { type: 'gp3', sizeGiB: 30 });
      const [root] = (await instanceOf(account, id)).volumes.filter(
        ({ volumeId }) => volumeId !== one,
      );
      const snapshotId = await account.backUp(one);
      if (root) await account.backUp(root.volumeId);
      expect(itemsOf(await account.cloud.backups([one, NO_VOLUME]))).toMatchObject([
        { id: snapshotId, volumeId: one, finished: true },
      ]);
    },
  },
  {
    name: 'IOPS are shown where they are provisioned, which a gp2 volume has none of',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      const volumeId = await account.attachNewVolume(id, { type: 'gp2', sizeGiB: 500 });
      expect(await volumesOf(account, [volumeId])).toMatchObject([
        { type: 'gp2', iops: null, throughputMiBps: null },
      ]);
    },
  },
  {
    name: 'a security group shows who may reach which port; one that is gone is left out',
    async run(account) {
      const rule = { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['0.0.0.0/0'] };
      const group = await account.openGroup('open', [rule]);
      const id = await account.launch({ name: 'web', securityGroupIds: [group] });
      const [first] = (await instanceOf(account, id)).interfaces;
      expect(first?.securityGroupIds).toEqual([group]);
      expect(itemsOf(await account.cloud.securityGroups([group, NO_GROUP]))).toEqual([
        { id: group, name: 'open', tags: {}, ingress: [rule] },
      ]);
    },
  },
  {
    name: 'instances behind a load balancer are shown with their target group',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      await account.launch({ name: 'alone' });
      await account.register('web-targets', id);
      expect(itemsOf(await account.cloud.loadBalancerTargets())).toEqual([
        { instanceId: id, group: 'web-targets' },
      ]);
    },
  },
  {
    name: 'what runs shows its status checks, and what is stopped shows none',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      const stopped = await account.launch({ name: 'off' });
      await powerAndSettle(account, 'stop', [stopped]);
      const ok = { result: 'ok', impairedSince: null };
      expect(itemsOf(await account.cloud.instanceStatuses())).toMatchObject([
        { instanceId: id, checks: { system: ok, instance: ok }, events: [] },
      ]);
    },
  },
  {
    name: 'a spot instance names its request, and the request says whether it may be stopped',
    async run(account) {
      const id = await account.launch({ name: 'batch', spot: 'one-time' });
      const { lifecycle, spotRequestId } = await instanceOf(account, id);
      expect(lifecycle).toBe('spot');
      expect(itemsOf(await account.cloud.spotRequests([spotRequestId ?? '', 'sir-none']))).toEqual([
        { id: spotRequestId, type: 'one-time' },
      ]);
    },
    moto: {
      why: 'a spot instance does not name its request',
      source: 'moto 5.2.5, tried; AWS: API_Instance, spotInstanceRequestId',
      async instead(account) {
        const id = await account.launch({ name: 'batch', spot: 'one-time' });
        const { lifecycle, spotRequestId } = await instanceOf(account, id);
        expect({ lifecycle, spotRequestId }).toEqual({ lifecycle: 'spot', spotRequestId: null });
        expect(itemsOf(await account.cloud.spotRequests(['sir-none']))).toEqual([]);
      },
    },
  },
];
