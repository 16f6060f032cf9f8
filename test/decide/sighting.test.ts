import { describe, expect, test } from 'vitest';
import { sight } from '../../src/lib/decide/sighting.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import { hours, minus } from '../../src/lib/model/instant.ts';
import { NOON } from '../build/at.ts';
import { volumeId } from '../build/ids.ts';
import { attachedVolume, instance, networkInterface, privateAddress } from '../build/instance.ts';
import { record, warning } from '../build/ledger.ts';

const SINCE = minus(NOON, hours(3));
const disk = (number: number) => attachedVolume({ volumeId: volumeId(number), device: '/dev/sdf' });
const seats = (...publicIps: readonly (string | null)[]) => [
  networkInterface({
    privateAddresses: publicIps.map((publicIp) => privateAddress({ publicIp, elastic: true })),
  }),
];
const web = (overrides: Partial<Instance> = {}): Instance =>
  instance({ tags: { Name: 'web' }, volumes: [disk(1), disk(2)], ...overrides });

const known = (of: Instance = web()) => {
  const { sighting, ...rest } = record(of);
  return { ...rest, told: ['a line'], sighting: { ...sighting, since: SINCE } };
};

describe('an instance at its first sight', () => {
  test('is written down with its name, its volumes and its Elastic IPs, and nothing else', () => {
    const seen = sight(null, web({ interfaces: seats('198.51.100.1', null) }), NOON);
    const { volumeId: first, device, deleteOnTermination } = disk(1);
    expect(seen).toEqual({
      kind: 'instance',
      instanceId: web().id,
      sighting: {
        state: 'running',
        since: NOON,
        launchTime: web().launchTime,
        type: 't3.micro',
        name: 'web',
        addresses: [{ publicIp: '198.51.100.1' }],
        volumes: [
          { volumeId: first, device, deleteOnTermination },
          { volumeId: volumeId(2), device, deleteOnTermination },
        ],
      },
      schedule: null,
      warnings: [],
      lastStop: null,
      lastStart: null,
      protectedAt: null,
      hibernationRefusedAt: null,
      unknownSince: null,
      told: [],
    });
  });
});

describe('an instance that is known', () => {
  test('is not written while it is as it was, whatever the order of its volumes', () => {
    const before = known();
    expect(sight(before, web(), NOON)).toBe(before);
    expect(sight(before, web({ volumes: [disk(2), disk(1)] }), NOON)).toBe(before);
  });

  test.each<readonly [string, Partial<Instance>]>([
    ['another type', { type: 't3.small' }],
    ['another name', { tags: { Name: 'db' } }],
    ['a volume more', { volumes: [disk(1), disk(2), disk(3)] }],
    ['a volume less', { volumes: [disk(1)] }],
    ['another volume at the same device', { volumes: [disk(1), disk(3)] }],
    ['a volume at another device', { volumes: [disk(1), { ...disk(2), device: '/dev/sdg' }] }],
    [
      'a volume that would stay behind now',
      { volumes: [disk(1), { ...disk(2), deleteOnTermination: false }] },
    ],
    ['an Elastic IP', { interfaces: seats('198.51.100.1') }],
  ])('is written with %s, and is still in its state since then', (_, change) => {
    const seen = sight(known(), web(change), NOON);
    expect(seen).toEqual(known(web(change)));
  });

  test('is written when one of its Elastic IPs is another, or is gone', () => {
    const before = known(web({ interfaces: seats('198.51.100.1', '198.51.100.2') }));
    for (const interfaces of [seats('198.51.100.1', '198.51.100.3'), seats('198.51.100.1')]) {
      const now = web({ interfaces });
      expect(sight(before, now, NOON).sighting).toEqual(known(now).sighting);
    }
  });

  test('is in a state since now where the state, or the launch, is another', () => {
    for (const change of [{ state: 'stopped' }, { launchTime: minus(NOON, hours(1)) }] as const) {
      expect(sight(known(), web(change), NOON).sighting).toMatchObject({ ...change, since: NOON });
    }
  });

  test('keeps what is remembered of it besides', () => {
    const before = { ...known(), warnings: [warning()] };
    const { told, warnings } = sight(before, web({ type: 't3.small' }), NOON);
    expect({ told, warnings }).toEqual({ told: ['a line'], warnings: [warning()] });
  });
});

describe('an instance that goes', () => {
  const gone = (overrides: Partial<Instance> = {}): Instance =>
    web({ state: 'terminated', tags: {}, interfaces: [], volumes: [], ...overrides });
  const alive = known(web({ interfaces: seats('198.51.100.1') }));

  test('is remembered with the name, the volumes and the addresses that it had', () => {
    const { name, addresses, volumes } = alive.sighting;
    const seen = sight(alive, gone(), NOON);
    expect(seen.sighting).toMatchObject({ state: 'terminated', name, addresses, volumes });
  });

  test('adds the volumes that it shows only now, each once', () => {
    const seen = sight(alive, gone({ volumes: [disk(2), disk(3)] }), NOON);
    const ids = seen.sighting.volumes.map((volume) => volume.volumeId);
    expect(ids).toEqual([volumeId(1), volumeId(2), volumeId(3)]);
  });

  test('is not written again while it shows nothing new', () => {
    const seen = sight(alive, gone(), NOON);
    expect(sight(seen, gone(), NOON)).toBe(seen);
    expect(sight(seen, gone({ volumes: [disk(1)] }), NOON)).toBe(seen);
  });
});

describe('the runs of an instance', () => {
  const STARTED = web().launchTime;
  const LATER = minus(NOON, hours(1));
  const reasonAt = (at: number): string =>
    `User initiated (${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} GMT)`;
  const runsOf = (before: Parameters<typeof sight>[0], change: Partial<Instance>) =>
    sight(before, web(change), NOON).runs;

  test('go on while it runs, whatever else changes', () => {
    expect(runsOf(known(), { type: 't3.small' })).toBeUndefined();
  });

  test.each<readonly [string, Partial<Instance>, number]>([
    ['when AWS says', { state: 'stopped', stateTransitionReason: reasonAt(LATER) }, LATER],
    ['now, where AWS does not say', { state: 'stopping' }, NOON],
    [
      'now, where AWS speaks of another time',
      { state: 'stopped', stateTransitionReason: reasonAt(0) },
      NOON,
    ],
    ['now, when it is terminated', { state: 'terminated' }, NOON],
    ['at its next start, where nobody saw it stop', { launchTime: LATER }, LATER],
  ])('end %s', (_, change, to) => {
    expect(runsOf(known(), change)).toEqual([{ from: STARTED, to }]);
  });

  test('end once', () => {
    const stopping = sight(known(), web({ state: 'stopping' }), LATER);
    expect(runsOf(stopping, { state: 'stopped' })).toEqual([{ from: STARTED, to: LATER }]);
  });

  test('include one that nobody saw, if AWS says when it ended', () => {
    const stopped = known(web({ state: 'stopped' }));
    const launchTime = minus(NOON, hours(2));
    const unseen = { state: 'stopped', launchTime } as const;
    expect(runsOf(stopped, { ...unseen, stateTransitionReason: reasonAt(LATER) })).toEqual([
      { from: launchTime, to: LATER },
    ]);
    expect(runsOf(stopped, unseen)).toBeUndefined();
  });

  test('are forgotten after a month', () => {
    const runs = [33, 31].map((count) => ({
      from: minus(NOON, hours(24 * (count + 1))),
      to: minus(NOON, hours(24 * count)),
    }));
    expect(runsOf({ ...known(), runs }, { state: 'stopped' })).toEqual([
      runs[1],
      { from: STARTED, to: NOON },
    ]);
  });
});
