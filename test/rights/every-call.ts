/**
 * A day in an account that has a bit of everything, in which one function is always woken first, by
 * its own kind of event: whatever comes due, it has to do. All that it asks of its ports is kept.
 */
import type { Channel, DigestPorts } from '../../src/lib/cloud/cloud.ts';
import { DEAD, steady } from '../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../src/lib/cloud/simulated/setup.ts';
import { days, hours, milliseconds, minus } from '../../src/lib/model/instant.ts';
import { instanceId, volumeId } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { volume } from '../build/resources.ts';
import { eventOf } from '../e2e/events.ts';
import { begin, type Scenario } from '../simulation/scenario.ts';
import { partsOf } from './function-calls.ts';
import { watchedDigestPorts } from './watched-ports.ts';

/** By function: the event that wakes it. */
const EVENTS = {
  'instance-changed': 'instance-running',
  'alarm-changed': 'alarm-to-alarm',
  'clock-ticked': 'clock-ticked',
  'digest-due': 'digest-due',
} as const;

export type PassFunction = keyof typeof EVENTS;

export const PASS_FUNCTIONS = [
  'instance-changed',
  'alarm-changed',
  'clock-ticked',
  'digest-due',
] as const satisfies readonly PassFunction[];

const METRIC = { namespace: 'Team/Notebooks', name: 'BusyKernels' };

export const POLICY = `
nightly: { stop: "22:00", start: "07:00" }
idle: { grace: 18m }
freeTier: { plan: legacy, accountCreated: 2026-06-01 }
alarms: all
notebooks: { nightly: { stop: "22:00", start: "07:00" }, metric: ${JSON.stringify(METRIC)} }
tell: { digest: "22:00", slack: { webhook: /tierkeeper/webhook, app: /tierkeeper/app } }
`;

/** Another Region, so that its digest is one of all places. */
const WITH_FAR = `select: { regions: [home, us-east-1] }${POLICY}`;

/** More than have a free call for each of their metrics. */
const BATCH = Array.from({ length: 40 }, (_, index) => `batch-${index}`);

const NO_SCHEDULE = { 'tierkeeper:schedule': 'none' };

export function account(setup: Setup): void {
  for (const name of ['dev-1', 'dev-2']) setup.instance({ name, load: steady() });
  setup.instance({ name: 'idle', load: steady(), tags: NO_SCHEDULE });
  setup.instance({ name: 'web', load: steady(), tags: addressed(setup) });
  setup.address('web-ip', { on: 'web' });
  const spot = { name: 'spot', load: steady(), spot: 'persistent' } as const;
  setup.instance({ ...spot, tags: NO_SCHEDULE });
  const dataVolumes = [{ sizeGiB: 50 }, { sizeGiB: 10 }];
  setup.instance({ name: 'old', load: steady(), tags: NO_SCHEDULE, dataVolumes });
  setup.instance({ name: 'wanted', tags: NO_SCHEDULE }, { state: 'stopped' });
  for (const name of BATCH) setup.instance({ name, load: steady(), tags: NO_SCHEDULE });
  setup.notebook('tutorial', {
    publishes: { ...METRIC, dimension: 'NotebookInstanceName', valueAt: () => 1 },
  });
  elsewhere(setup);
}

const addressed = (setup: Setup) => ({
  ...NO_SCHEDULE,
  'tierkeeper:eip': setup.allocationId('web-ip'),
});

/** What runs in a Region that nobody looks after. */
function elsewhere(setup: Setup): void {
  const launchTime = minus(setup.startAt, days(30));
  const forgotten = instance({ id: instanceId(77), launchTime, tags: { Name: 'tutorial' } });
  setup.region('us-west-2', {
    instances: [forgotten],
    volumes: [volume({ id: volumeId(78), state: 'available', attachments: [], sizeGiB: 50 })],
  });
}

export function deeds(at: Scenario['at']): void {
  at('20:32', (hands) => hands.useFor('idle', DEAD));
  at('21:56', (hands) => hands.disassociate('web-ip'));
  at('21:57', (hands) => hands.terminate('old'));
  const wish = { want: 'running', why: 'a demo', lasts: hours(3), postpones: false } as const;
  at('21:58', (hands) => hands.hold('wanted', wish));
  for (const name of BATCH) at('+1 09:00', (hands) => hands.terminate(name));
}

/** Of a policy with `tell: { eventBridge: true }`; the simulated account has no bus of ours. */
const BUS: Channel = {
  name: 'event-bridge',
  send: async () => ({ sent: 'accepted' }),
  hasConfirmedRecipient: async () => null,
};

export const withBus = (ports: DigestPorts): DigestPorts => ({
  ...ports,
  channels: [...ports.channels, BUS],
});

/** Their own events name an instance; the two others look at the whole Region by themselves. */
const isMarked = (name: PassFunction): boolean =>
  name === 'instance-changed' || name === 'alarm-changed';

/** The function is at it by then. */
const MEANWHILE = milliseconds(300);

/**
 * At the pace of the clock, and always first: what the clock says then finds the lease taken and
 * leaves a mark, so that it is this function that looks again, at the whole Region.
 */
function wakeFirst(night: Scenario, name: PassFunction): void {
  const { lambdas, now, account } = night.world;
  const { invoke } = lambdas;
  lambdas.invoke = (clock, document) => {
    if (clock !== 'clock-ticked') return;
    invoke(name, eventOf(EVENTS[name], { at: now(), instanceId: night.idOf('dev-1') }));
    if (isMarked(name)) account.engine.after(MEANWHILE, () => invoke(clock, document));
  };
}

export async function everyCallOf(name: PassFunction): Promise<readonly string[]> {
  const asked = new Set<string>();
  const night = begin({
    // Without a sweep whoever looks at the whole Region sends the digest.
    policy: name === 'digest-due' ? WITH_FAR : `${WITH_FAR}sweep: { on: false }\n`,
    begins: '20:15',
    account,
    faults: { eventLost: 1 },
    watch: {
      through: (ports, lambda) =>
        watchedDigestPorts(withBus(ports), (call, make) => {
          if (lambda === name) for (const part of partsOf(call)) asked.add(part);
          return make();
        }),
    },
  });
  deeds(night.at);
  wakeFirst(night, name);
  await night.historyUntil('+1 23:00');
  return [...asked].toSorted();
}
