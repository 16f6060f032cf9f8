import { expect } from 'vitest';
import {
  type AllocationId,
  idOf,
  isAllocationId,
  isNetworkInterfaceId,
} from '../../../src/lib/model/ids.ts';
import type { Instance } from '../../../src/lib/model/instance.ts';
import {
  addressOf,
  associationFor,
  type ContractAccount,
  type ContractCase,
  instanceOf,
  powerAndSettle,
} from '../contract-account.ts';

const publicAddressOf = ({ interfaces }: Instance) => {
  const first = interfaces[0]?.privateAddresses[0];
  return { publicIp: first?.publicIp, elastic: first?.elastic };
};

const holderOf = async (account: ContractAccount, id: AllocationId) =>
  (await addressOf(account, id)).association?.networkInterfaceId;

async function launchWithAddress(account: ContractAccount) {
  const id = await account.launch({ name: 'web' });
  const allocationId = await account.allocate('web address');
  const association = await associationFor(account, allocationId, id);
  const answer = await account.cloud.associate(association);
  return { id, allocationId, association, answer };
}

export const addressCases: readonly ContractCase[] = [
  {
    name: 'a new address is free, and carries its tags',
    async run(account) {
      const allocationId = await account.allocate('spare');
      expect(await addressOf(account, allocationId)).toMatchObject({
        association: null,
        tags: { Name: 'spare' },
        networkBorderGroup: account.cloud.region,
      });
    },
  },
  {
    name: 'an associated address is shown on its interface, and so is it by the instance',
    async run(account) {
      const { id, allocationId, association, answer } = await launchWithAddress(account);
      const { publicIp, networkInterfaceId, privateIpAddress } = association;
      expect(answer).toEqual({ accepted: true });
      expect((await addressOf(account, allocationId)).association).toMatchObject({
        networkInterfaceId,
        privateIpAddress,
      });
      const shown = publicAddressOf(await instanceOf(account, id));
      expect(shown).toEqual({ publicIp, elastic: true });
    },
  },
  {
    name: 'an associated address names its instance',
    async run(account) {
      const { id, allocationId } = await launchWithAddress(account);
      expect((await addressOf(account, allocationId)).association?.instanceId).toBe(id);
    },
    moto: {
      why: 'associated by interface, an address does not name the instance that has the interface',
      source: 'moto 5.2.5, tried; AWS: API_Address, InstanceId',
      async instead(account) {
        const { allocationId } = await launchWithAddress(account);
        expect((await addressOf(account, allocationId)).association?.instanceId).toBeNull();
      },
    },
  },
  {
    name: 'an Elastic IP stays on its instance over a stop and a start',
    async run(account) {
      const { id, allocationId, association } = await launchWithAddress(account);
      const kept = { publicIp: association.publicIp, elastic: true };
      await powerAndSettle(account, 'stop', [id]);
      expect(publicAddressOf(await instanceOf(account, id))).toEqual(kept);
      await powerAndSettle(account, 'start', [id]);
      expect(publicAddressOf(await instanceOf(account, id))).toEqual(kept);
      expect(await holderOf(account, allocationId)).toBe(association.networkInterfaceId);
    },
    moto: {
      why: 'a stopped instance does not show its Elastic IP, although the address says it is there',
      source: 'moto 5.2.5, tried; AWS: elastic-ip-addresses-eip.html',
      async instead(account) {
        const { id, allocationId, association } = await launchWithAddress(account);
        await powerAndSettle(account, 'stop', [id]);
        expect(publicAddressOf(await instanceOf(account, id)).publicIp).toBeNull();
        expect(await holderOf(account, allocationId)).toBe(association.networkInterfaceId);
      },
    },
  },
  {
    name: 'an address that somebody holds is never taken',
    async run(account) {
      const { allocationId, association } = await launchWithAddress(account);
      const other = await account.launch({ name: 'other' });
      const wanted = await associationFor(account, allocationId, other);
      expect(await account.cloud.associate(wanted)).toMatchObject({
        accepted: false,
        fault: { code: 'address-taken', awsCode: 'Resource.AlreadyAssociated' },
      });
      expect(await holderOf(account, allocationId)).toBe(association.networkInterfaceId);
    },
  },
  {
    name: 'associating again where it is already is accepted',
    async run(account) {
      const { allocationId, association } = await launchWithAddress(account);
      expect(await account.cloud.associate(association)).toEqual({ accepted: true });
      expect(await holderOf(account, allocationId)).toBe(association.networkInterfaceId);
    },
  },
  {
    name: 'a terminated instance leaves its address free and allocated',
    async run(account) {
      const { id, allocationId } = await launchWithAddress(account);
      await account.terminate(id);
      await account.settle();
      expect((await addressOf(account, allocationId)).association).toBeNull();
    },
    moto: {
      why: 'an address stays on a terminated instance',
      source: 'moto 5.2.5, tried; AWS: how-ec2-instance-termination-works.html',
      async instead(account) {
        const { id, allocationId, association } = await launchWithAddress(account);
        await account.terminate(id);
        expect(await holderOf(account, allocationId)).toBe(association.networkInterfaceId);
      },
    },
  },
  {
    name: 'an address that is not there, or an interface that is not, is not found',
    async run(account) {
      const { association } = await launchWithAddress(account);
      const nowhere = {
        ...association,
        networkInterfaceId: idOf(isNetworkInterfaceId, 'eni-0123456789abcdef0'),
      };
      const nothing = {
        ...association,
        allocationId: idOf(isAllocationId, 'eipalloc-0123456789abcdef0'),
      };
      for (const wrong of [nowhere, nothing]) {
        expect(await account.cloud.associate(wrong)).toMatchObject({
          accepted: false,
          fault: { code: 'not-found' },
        });
      }
    },
  },
];
