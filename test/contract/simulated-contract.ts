import { steady } from '../../src/lib/cloud/simulated/loads.ts';
import {
  type SimulatedAccount,
  simulatedAccount,
} from '../../src/lib/cloud/simulated/simulated-account.ts';
import {
  type InstanceId,
  idOf,
  isNotebookName,
  type SnapshotId,
  type VolumeId,
} from '../../src/lib/model/ids.ts';
import { type Instant, instant, minutes, plus } from '../../src/lib/model/instant.ts';
import { ebsSnapshot } from '../build/estate.ts';
import { snapshotId } from '../build/ids.ts';
import type { ContractAccount } from './contract-account.ts';

const FIVE_MINUTES = minutes(5);
const LONGEST_TRANSITION = minutes(20);

const nextFiveMinutes = (at: Instant): Instant =>
  instant(Math.ceil(at / FIVE_MINUTES) * FIVE_MINUTES);

async function backUp(world: SimulatedAccount, volumeId: VolumeId): Promise<SnapshotId> {
  const { account, setup } = world;
  const made = account.estate.get(account.region)?.snapshots ?? [];
  const id = snapshotId(made.length + 1);
  const snapshot = ebsSnapshot({ id, volumeId, startedAt: world.now() });
  setup.region(account.region, { snapshots: [...made, snapshot] });
  await world.advance(FIVE_MINUTES);
  return id;
}

/** The simulated cloud as the contract's owner sees it: people's hands, and time that passes. */
export function simulatedContract(): ContractAccount {
  const world = simulatedAccount();
  const { owner, setup, advance } = world;
  const { cloud, metrics, alarms, estate } = world.portsFor({ kind: 'person', name: 'caller' });
  const names = new Map<InstanceId, string>();
  const nameOf = (id: InstanceId): string => names.get(id) ?? '';
  return {
    ...{ cloud, metrics, alarms, cpuSamples: estate.cpuSamples },
    async launch({ dataVolume, ...request }) {
      const dataVolumes = dataVolume ? [dataVolume] : [];
      const id = owner.launch({ ...request, via: 'api', dataVolumes });
      names.set(id, request.name);
      await advance(LONGEST_TRANSITION);
      return id;
    },
    terminate: async (id) => owner.terminate(nameOf(id)),
    settle: () => advance(LONGEST_TRANSITION),
    protect: async (id) => owner.setStopProtection(nameOf(id), true),
    async attachNewVolume(id, spec) {
      const volumeId = owner.createVolume('data', spec);
      await advance(LONGEST_TRANSITION);
      owner.attachVolume('data', nameOf(id), '/dev/sdf');
      await advance(LONGEST_TRANSITION);
      return volumeId;
    },
    backUp: (id) => backUp(world, id),
    allocate: async (name) => owner.allocate(name),
    openGroup: async (name, ingress) => setup.securityGroup(name, ingress),
    register: async (group, id) => setup.loadBalancerTarget(group, nameOf(id)),
    createNotebook: async (name, tags = {}) => setup.notebook(name, { tags }),
    async publishUse(name, metric) {
      const from = nextFiveMinutes(world.now());
      const to = plus(from, minutes(60));
      const valueAt = (at: Instant) => (at - from) / FIVE_MINUTES;
      world.account.published.set(idOf(isNotebookName, name), { ...metric, valueAt });
      await world.run(plus(to, LONGEST_TRANSITION));
      return { from, to };
    },
    putAlarm: async ({ metrics: freeMetrics = 1, ...alarm }) =>
      setup.otherAlarm({ ...alarm, freeMetrics }),
    async work(id) {
      owner.useFor(nameOf(id), steady());
      const from = nextFiveMinutes(world.now());
      const to = plus(from, minutes(60));
      await world.run(plus(to, LONGEST_TRANSITION));
      return { from, to };
    },
  };
}
