import type { RegionRows } from '../../src/lib/cloud/simulated/region-stock.ts';
import type { Setup } from '../../src/lib/cloud/simulated/setup.ts';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { ebsSnapshot, loadBalancer, machineImage, natGateway } from '../build/estate.ts';
import { cluster, database, searchDomain, volume } from '../build/resources.ts';
import type { EstateAccount } from './contract-estate.ts';

const REGION = 'us-east-1';

const KEPT = { 'tierkeeper:keep': 'true' };

const networkHands = (setup: Setup) => ({
  async backUp() {
    const source = volume();
    const snapshot = ebsSnapshot({ volumeId: source.id });
    setup.region(REGION, { volumes: [source], snapshots: [snapshot] });
    return { volumeId: source.id, snapshotId: snapshot.id };
  },
  async createImage(name: string) {
    const disk = ebsSnapshot();
    const image = machineImage({ name, launchedAt: null, snapshotIds: [disk.id] });
    setup.region(REGION, { images: [image], snapshots: [disk] });
  },
  async createServingBalancer(name: string) {
    setup.region(REGION, { loadBalancers: [loadBalancer({ name, hasTargets: true })] });
  },
  async createNatGateway(name: string) {
    const created = { createdAt: setup.startAt, bytesOut: null, tags: { Name: name } };
    setup.region(REGION, { natGateways: [natGateway(created)] });
  },
  async createLoadBalancers([application, classic]: readonly [string, string]) {
    setup.region(REGION, {
      loadBalancers: [
        loadBalancer({ name: application, tags: KEPT }),
        loadBalancer({ name: classic, type: 'classic', arn: null, tags: KEPT }),
      ],
    });
  },
});

/** A Region of the simulated account, and a setup that furnishes it again after each deed. */
export function simulatedEstate(): EstateAccount {
  const { portsFor, setup } = simulatedAccount();
  let rows: Required<Pick<RegionRows, 'databases' | 'clusters' | 'searchDomains'>> = {
    databases: [],
    clusters: [],
    searchDomains: [],
  };
  const furnish = (more: Partial<typeof rows>): void => {
    rows = { ...rows, ...more };
    setup.region(REGION, rows);
  };
  return {
    estate: portsFor({ kind: 'person', name: 'owner' }).estate.in(REGION),
    ...networkHands(setup),
    createDatabase: async (of) => furnish({ databases: [...rows.databases, database(of)] }),
    stopDatabase: async (name) =>
      furnish({
        databases: rows.databases.map((one) =>
          one.name === name ? { ...one, status: 'stopped' } : one,
        ),
      }),
    createCluster: async (of) => furnish({ clusters: [...rows.clusters, cluster(of)] }),
    createDomain: async (name) =>
      furnish({ searchDomains: [...rows.searchDomains, searchDomain({ name })] }),
  };
}
