import { expect } from 'vitest';
import type { InstanceId } from '../../../src/lib/model/ids.ts';
import {
  type ContractCase,
  instanceOf,
  itemsOf,
  powerAndSettle,
  volumesOf,
} from '../contract-account.ts';

export const instanceCases: readonly ContractCase[] = [
  {
    name: 'an instance is shown with its type, tags, address and root volume',
    async run(account) {
      const id = await account.launch({
        name: 'web',
        type: 't3.small',
        tags: { 'tierkeeper:schedule': 'office' },
      });
      expect(await instanceOf(account, id)).toMatchObject({
        state: 'running',
        type: 't3.small',
        platform: 'linux',
        tags: { Name: 'web', 'tierkeeper:schedule': 'office' },
        lifecycle: 'on-demand',
        spotRequestId: null,
        rootDevice: 'ebs',
        operator: { managed: false },
        hibernationConfigured: false,
        sourceDestCheck: true,
        interfaces: [{ deviceIndex: 0, privateAddresses: [{ primary: true }] }],
        volumes: [{ deleteOnTermination: true }],
      });
    },
  },
  {
    name: 'a stopped instance keeps its volumes and its launch time, and says who stopped it',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      const before = await instanceOf(account, id);
      await powerAndSettle(account, 'stop', [id]);
      const after = await instanceOf(account, id);
      expect(after.state).toBe('stopped');
      expect(after.stateReason?.code).toBe('Client.UserInitiatedShutdown');
      expect(after.stateTransitionReason).toMatch(/^User initiated/);
      expect(after.launchTime).toBe(before.launchTime);
      expect(after.volumes).toEqual(before.volumes);
    },
  },
  {
    name: 'a stopped instance has no auto-assigned address any more',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      const [before] = (await instanceOf(account, id)).interfaces;
      await powerAndSettle(account, 'stop', [id]);
      const [after] = (await instanceOf(account, id)).interfaces;
      expect(before?.privateAddresses[0]?.publicIp).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
      expect(after?.privateAddresses[0]?.publicIp).toBeNull();
      expect(after?.privateAddresses[0]?.address).toBe(before?.privateAddresses[0]?.address);
    },
  },
  {
    name: 'an auto-assigned address is no Elastic IP',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      const [first] = (await instanceOf(account, id)).interfaces;
      expect(first?.privateAddresses[0]?.elastic).toBe(false);
    },
    moto: {
      why: 'it gives auto-assigned addresses the account as IpOwnerId, where AWS says "amazon"',
      source: 'moto 5.2.5, tried; AWS: API_InstanceNetworkInterfaceAssociation',
      async instead(account) {
        const id = await account.launch({ name: 'web' });
        const [first] = (await instanceOf(account, id)).interfaces;
        expect(first?.privateAddresses[0]?.elastic).toBe(true);
      },
    },
  },
  {
    name: 'the launch time is that of the last start',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      const { launchTime } = await instanceOf(account, id);
      await powerAndSettle(account, 'stop', [id]);
      await powerAndSettle(account, 'start', [id]);
      const after = await instanceOf(account, id);
      expect(after.state).toBe('running');
      expect(after.launchTime).toBeGreaterThan(launchTime);
    },
    moto: {
      why: 'its launch time is that of the first launch for ever',
      source: 'moto 5.2.5, models/instances.py; AWS: API_Instance, "the time of the last launch"',
      async instead(account) {
        const id = await account.launch({ name: 'web' });
        const { launchTime } = await instanceOf(account, id);
        await powerAndSettle(account, 'stop', [id]);
        await powerAndSettle(account, 'start', [id]);
        expect(await instanceOf(account, id)).toMatchObject({ state: 'running', launchTime });
      },
    },
  },
  {
    name: 'a terminated instance is still listed, without volumes and interfaces',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      await account.terminate(id);
      await account.settle();
      expect(await instanceOf(account, id)).toMatchObject({
        state: 'terminated',
        interfaces: [],
        volumes: [],
      });
    },
    moto: {
      why: 'a terminated instance keeps its network interfaces',
      source: 'moto 5.2.5, tried; AWS: a published DescribeInstances output',
      async instead(account) {
        const id = await account.launch({ name: 'web' });
        await account.terminate(id);
        const { state, interfaces, volumes } = await instanceOf(account, id);
        expect([state, interfaces.length, volumes.length]).toEqual(['terminated', 1, 0]);
      },
    },
  },
  {
    name: 'what is launched by the API and does not say otherwise goes with its data volume',
    async run(account) {
      const id = await account.launch({ name: 'web', dataVolume: { sizeGiB: 20 } });
      const { volumes } = await instanceOf(account, id);
      expect(volumes.map(({ deleteOnTermination }) => deleteOnTermination)).toEqual([true, true]);
      await account.terminate(id);
      await account.settle();
      const ids = volumes.map(({ volumeId }) => volumeId);
      expect(await volumesOf(account, ids)).toEqual([]);
    },
    moto: {
      why: 'a data volume launched without the flag is kept',
      source: 'moto 5.2.5, tried; AWS: preserving-volumes-on-termination.html',
      async instead(account) {
        const id = await account.launch({ name: 'web', dataVolume: { sizeGiB: 20 } });
        const { volumes } = await instanceOf(account, id);
        expect(volumes.map(({ deleteOnTermination }) => deleteOnTermination)).toEqual([
          true,
          false,
        ]);
      },
    },
  },
  {
    name: 'a data volume that is to be kept is available after its instance is terminated',
    async run(account) {
      const dataVolume = { sizeGiB: 20, deleteOnTermination: false };
      const id = await account.launch({ name: 'web', dataVolume });
      const { volumes } = await instanceOf(account, id);
      const kept = volumes.find(({ deleteOnTermination }) => !deleteOnTermination);
      await account.terminate(id);
      await account.settle();
      const ids = volumes.map(({ volumeId }) => volumeId);
      expect(await volumesOf(account, ids)).toMatchObject([
        { id: kept?.volumeId, state: 'available', sizeGiB: 20, attachments: [] },
      ]);
    },
  },
  {
    name: 'a volume attached after launch is kept at terminate, whoever launched',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      const volumeId = await account.attachNewVolume(id, { type: 'gp3', sizeGiB: 5 });
      const { volumes } = await instanceOf(account, id);
      expect(volumes.find((one) => one.volumeId === volumeId)?.deleteOnTermination).toBe(false);
    },
  },
  {
    name: 'a complete list holds every instance, and an empty account none',
    async run(account) {
      expect(itemsOf(await account.cloud.instances())).toEqual([]);
      const ids: InstanceId[] = [];
      for (const name of ['a', 'b', 'c']) ids.push(await account.launch({ name }));
      const listed = itemsOf(await account.cloud.instances()).map(({ id }) => id);
      expect(new Set(listed)).toEqual(new Set(ids));
    },
  },
];
