import { expect } from 'vitest';
import { itemsOf } from '../contract-account.ts';
import type { EstateCase } from '../contract-estate.ts';

const SMALL = { instanceClass: 'db.t3.micro', engine: 'mysql', sizeGiB: 20 } as const;

export const ESTATE_CASES: readonly EstateCase[] = [
  {
    name: 'a Region where nothing stands has nothing of each family',
    async run({ estate }) {
      expect(itemsOf(await estate.databases())).toEqual([]);
      expect(itemsOf(await estate.clusters())).toEqual([]);
      expect(itemsOf(await estate.searchDomains())).toEqual([]);
    },
  },
  {
    name: 'a database is shown with its class, engine, storage and tags',
    async run(account) {
      await account.createDatabase({ ...SMALL, name: 'shop', tags: { 'tierkeeper:keep': 'true' } });
      expect(itemsOf(await account.estate.databases())).toMatchObject([
        {
          name: 'shop',
          instanceClass: 'db.t3.micro',
          engine: 'mysql',
          status: 'available',
          multiAz: false,
          clusterId: null,
          sizeGiB: 20,
          tags: { 'tierkeeper:keep': 'true' },
        },
      ]);
    },
  },
  {
    name: 'a database that was stopped says so',
    async run(account) {
      await account.createDatabase({ ...SMALL, name: 'shop' });
      await account.stopDatabase('shop');
      const [shop] = itemsOf(await account.estate.databases());
      expect(shop?.status).toBe('stopped');
    },
  },
  {
    name: 'an EKS cluster is shown with its version and whether that is an old one',
    async run(account) {
      await account.createCluster({ name: 'lab', version: '1.33' });
      expect(itemsOf(await account.estate.clusters())).toMatchObject([
        { name: 'lab', version: '1.33', status: 'ACTIVE', support: 'standard', tier: 'standard' },
      ]);
    },
    moto: {
      why: 'it does not know which Kubernetes versions there are',
      source: 'moto 5.2.5, eks/urls.py; AWS: API_DescribeClusterVersions',
      async instead(account) {
        await account.createCluster({ name: 'lab', version: '1.33' });
        expect(itemsOf(await account.estate.clusters())).toMatchObject([
          { name: 'lab', version: '1.33', status: 'ACTIVE', support: null, tier: 'standard' },
        ]);
      },
    },
  },
  {
    name: 'an OpenSearch domain is shown with its nodes and the disk of each',
    async run(account) {
      for (const name of ['logs-1', 'logs-2', 'logs-3', 'logs-4', 'logs-5', 'logs-6']) {
        await account.createDomain(name);
      }
      const domains = itemsOf(await account.estate.searchDomains());
      expect(domains).toHaveLength(6);
      expect(domains.find(({ name }) => name === 'logs-6')).toMatchObject({
        data: { type: 't3.small.search', count: 2 },
        masters: null,
        hasOtherNodes: false,
        disk: { type: 'gp3', sizeGiB: 10 },
        tags: {},
      });
    },
  },
  {
    name: 'more databases than a page holds are all shown',
    async run(account) {
      const names = Array.from({ length: 102 }, (_, index) => `db-${index}`);
      for (const name of names) await account.createDatabase({ ...SMALL, name });
      const shown = itemsOf(await account.estate.databases()).map(({ name }) => name);
      expect([...shown].sort()).toEqual([...names].sort());
    },
  },
  {
    name: 'a snapshot names its volume, and is the size of it at most',
    async run(account) {
      const { volumeId, snapshotId } = await account.backUp();
      expect(itemsOf(await account.estate.snapshots())).toContainEqual(
        expect.objectContaining({ id: snapshotId, volumeId, fullGiB: 8, tier: 'standard' }),
      );
    },
  },
  {
    name: 'an image of ours is shown with the snapshots that it stands on',
    async run(account) {
      await account.createImage('golden');
      const [image, ...others] = itemsOf(await account.estate.images());
      expect(others).toEqual([]);
      expect(image).toMatchObject({ name: 'golden', launchedAt: null });
      const shown = itemsOf(await account.estate.snapshots()).map(({ id }) => id);
      expect(image?.snapshotIds).toHaveLength(1);
      expect(shown).toEqual(expect.arrayContaining([...(image?.snapshotIds ?? [])]));
    },
  },
  {
    name: 'a load balancer with an instance behind it has targets',
    async run(account) {
      await account.createServingBalancer('front');
      expect(itemsOf(await account.estate.loadBalancers())).toMatchObject([
        { name: 'front', type: 'application', hasTargets: true },
      ]);
    },
  },
  {
    name: 'a NAT gateway of this minute is shown with its address, and no day of it is known',
    async run(account) {
      await account.createNatGateway('lab');
      const [gateway, ...others] = itemsOf(await account.estate.natGateways());
      expect(others).toEqual([]);
      expect(gateway).toMatchObject({ bytesOut: null, tags: { Name: 'lab' } });
      expect(gateway?.publicIps).toHaveLength(1);
    },
  },
  {
    name: 'load balancers of both generations without targets are shown with their tags',
    async run(account) {
      await account.createLoadBalancers(['front', 'old-front']);
      const shown = itemsOf(await account.estate.loadBalancers());
      const kept = { hasTargets: false, tags: { 'tierkeeper:keep': 'true' } };
      expect(shown).toMatchObject([
        { name: 'front', type: 'application', ...kept },
        { name: 'old-front', type: 'classic', arn: null, ...kept },
      ]);
    },
  },
  {
    name: 'a Region where nobody made an image or a gateway has none, whatever the public has',
    async run({ estate }) {
      expect(itemsOf(await estate.images())).toEqual([]);
      expect(itemsOf(await estate.natGateways())).toEqual([]);
      expect(itemsOf(await estate.loadBalancers())).toEqual([]);
    },
  },
];
