import { describe, expect, test } from 'vitest';
import { decide } from '../../src/lib/decide/decide.ts';
import { complete, incomplete } from '../../src/lib/model/family.ts';
import { fault } from '../../src/lib/model/fault.ts';
import { days, hours, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { Delivery, DigestRecord, NoticeRecord } from '../../src/lib/model/ledger.ts';
import type { Snapshot } from '../../src/lib/model/snapshot.ts';
import { digestContent, undigested } from '../../src/lib/tell/digest-content.ts';
import { NOON } from '../build/at.ts';
import { instanceId, volumeId } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { hold, leftAddress, leftVolume, memory, record, scheduleState } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { address, volume } from '../build/resources.ts';
import { knownSavings } from '../build/savings.ts';
import { snapshot } from '../build/snapshot.ts';
import { warnings } from './notices.ts';

const DATE = '2026-11-24';
const NIGHTLY = policy({ nightly: { stop: '22:00', start: '07:00' }, zone: 'Asia/Seoul' });

function contentOf(
  seen: Snapshot,
  { shows = [], as = policy() }: { shows?: readonly NoticeRecord[]; as?: typeof NIGHTLY } = {},
) {
  const { decisions } = decide(seen, as, PRICES);
  const { modes } = policy();
  return digestContent({
    ...{ date: DATE, snapshot: seen, decisions, shows, modes },
    ...{ policy: as, savings: knownSavings({ now: seen.takenAt, ...seen.memory }) },
  });
}

const delivery = (overrides: Partial<Delivery>): Delivery => ({
  channel: 'sns',
  status: 'accepted',
  attempts: 1,
  at: NOON,
  confirmedRecipient: true,
  ...overrides,
});

function told(overrides: Partial<NoticeRecord> = {}): NoticeRecord {
  const [notice] = warnings(1);
  if (!notice) throw new Error('there is no warning');
  const recordedAt = minus(NOON, hours(1));
  return { kind: 'notice', notice, recordedAt, deliveries: [], digestedAt: null, ...overrides };
}

describe('the fleet', () => {
  test('is counted by what runs and what is stopped', () => {
    const instances = complete([
      instance(),
      instance({ id: instanceId(2) }),
      instance({ id: instanceId(3), state: 'stopped' }),
      instance({ id: instanceId(4), state: 'terminated' }),
    ]);
    expect(contentOf(snapshot({ instances })).fleet).toEqual({ running: 2, stopped: 1 });
  });

  test('is not known when it could not be listed', () => {
    const instances = incomplete(fault('throttled', 'Request limit exceeded.'));
    expect(contentOf(snapshot({ instances })).fleet).toBeNull();
  });
});

describe('what comes until tomorrow', () => {
  const scheduled = (of = instance(), answer: Parameters<typeof scheduleState>[1] = {}) =>
    memory({
      instances: [
        record(of, { schedule: NIGHTLY.nightly ? scheduleState(NIGHTLY.nightly, answer) : null }),
      ],
    });

  test('names the next edge of a schedule and what it turns to', () => {
    const seen = snapshot({ memory: scheduled() });
    expect(contentOf(seen, { as: NIGHTLY }).next).toEqual([
      {
        instanceId: instanceId(1),
        name: instanceId(1),
        at: plus(NOON, hours(1)),
        to: 'stopped',
        mode: 'act',
      },
    ]);
  });

  test('leaves out what is held: that is told with its end', () => {
    const seen = snapshot({ memory: { ...scheduled(), holds: [hold()] } });
    const content = contentOf(seen, { as: NIGHTLY });
    expect(content.next).toEqual([]);
    expect(content.holds).toMatchObject([
      { instanceId: instanceId(1), reason: { key: 'held', evidence: { until: hold().until } } },
    ]);
  });

  test('names an edge that comes after the hold', () => {
    const holds = [hold({ until: plus(NOON, minutes(30)) })];
    const seen = snapshot({ memory: { ...scheduled(), holds } });
    expect(contentOf(seen, { as: NIGHTLY }).next).toHaveLength(1);
  });

  test('leaves out what the schedule will not touch', () => {
    const kept = instance({ tags: { 'tierkeeper:keep': 'true' } });
    const seen = snapshot({ instances: complete([kept]), memory: scheduled(kept) });
    expect(contentOf(seen, { as: NIGHTLY }).next).toEqual([]);
  });

  test('announces no stop of what is stopped already', () => {
    const off = instance({ state: 'stopped' });
    const morning = minus(NOON, hours(14));
    const at = (of: typeof off) =>
      contentOf(
        snapshot({
          instances: complete([of]),
          memory: scheduled(of, { answeredEdge: morning, how: 'not-ours' }),
        }),
        { as: NIGHTLY },
      ).next;
    expect(at(instance())).toMatchObject([{ to: 'stopped' }]);
    expect(at(off)).toEqual([]);
  });

  test('leaves out what is further than a day', () => {
    const weekly = policy({
      zone: 'Asia/Seoul',
      schedules: { office: { running: ['mon 09:00-19:00'] } },
      default: 'office',
    });
    const seen = snapshot({ memory: memory({ instances: [record()] }) });
    expect(contentOf(seen, { as: weekly }).next).toEqual([]);
  });
});

describe('what is left behind', () => {
  const gone = memory({
    leftVolumes: [leftVolume(), leftVolume({ volumeId: volumeId(2) })],
    leftAddresses: [leftAddress()],
  });

  test('has age, size and price, the dearest first', () => {
    const volumes = complete([
      volume({ tags: { Name: 'mysql-data' } }),
      volume({ id: volumeId(2), sizeGiB: 100 }),
    ]);
    const addresses = complete([address()]);
    const content = contentOf(snapshot({ volumes, addresses, memory: gone }));
    expect(content.leftVolumes).toMatchObject([
      { volumeId: volumeId(2), name: '', sizeGiB: 100, instanceName: 'web-old' },
      { volumeId: volumeId(1), name: 'mysql-data', sizeGiB: 8, foundAt: minus(NOON, days(1)) },
    ]);
    expect(content.leftAddresses).toMatchObject([{ publicIp: '198.51.100.1' }]);
    const [dearest, other] = content.leftVolumes.map(({ monthlyMicroUsd }) => monthlyMicroUsd);
    expect(dearest).toBeGreaterThan(other ?? Number.POSITIVE_INFINITY);
  });

  test('is said also when it could not be looked at, with an unknown price', () => {
    const volumes = incomplete(fault('access-denied', 'no', { permission: 'ec2:DescribeVolumes' }));
    const content = contentOf(snapshot({ volumes, memory: gone }));
    expect(content.leftVolumes.map(({ monthlyMicroUsd }) => monthlyMicroUsd)).toEqual([null, null]);
  });

  test('is not said of what somebody keeps or has deleted', () => {
    const volumes = complete([volume({ tags: { 'tierkeeper:keep': 'true' } })]);
    expect(contentOf(snapshot({ volumes, memory: gone })).leftVolumes).toEqual([]);
  });
});

describe('an uncertain message', () => {
  test('is one that no channel has accepted', () => {
    const doubtful = told({ deliveries: [delivery({ status: 'doubtful' })] });
    const seen = snapshot();
    expect(contentOf(seen, { shows: [doubtful] }).uncertain).toMatchObject([
      { channel: 'sns', status: 'doubtful', of: doubtful.notice },
    ]);
    const deliveries = [...doubtful.deliveries, delivery({ channel: 'slack' })];
    expect(contentOf(seen, { shows: [{ ...doubtful, deliveries }] }).uncertain).toEqual([]);
  });

  test('is the digest before, where it may not have arrived', () => {
    const digest = (date: string, status: Delivery['status']): DigestRecord => ({
      kind: 'digest',
      date,
      deliveries: [delivery({ status })],
      at: NOON,
    });
    const digests = [digest('2026-11-23', 'doubtful'), digest('2026-11-22', 'doubtful')];
    expect(contentOf(snapshot({ memory: memory({ digests }) })).uncertain).toMatchObject([
      { of: '2026-11-23', status: 'doubtful' },
    ]);
    const arrived = [digest('2026-11-23', 'accepted'), digest('2026-11-22', 'doubtful')];
    const seen = snapshot({ memory: memory({ digests: arrived }) });
    expect(contentOf(seen).uncertain).toEqual([]);
  });
});

describe('what a digest shows', () => {
  const fresh = { date: DATE, known: null };

  test('is what no digest has shown', () => {
    const accepted = told({ deliveries: [delivery({})] });
    const shown = told({ deliveries: [delivery({})], digestedAt: NOON });
    expect(undigested([accepted, shown], fresh)).toEqual([accepted]);
  });

  test('is not what still waits to be sent', () => {
    const retried = told({ deliveries: [delivery({ status: 'refused', attempts: 2 })] });
    const refused = told({ deliveries: [delivery({ status: 'refused', attempts: 5 })] });
    expect(undigested([told(), retried, refused], fresh)).toEqual([refused]);
  });

  test('is, when it is tried again, what it was at first', () => {
    const at = minus(NOON, minutes(30));
    const known: DigestRecord = { kind: 'digest', date: DATE, deliveries: [], at };
    const deliveries = [delivery({ at: minus(NOON, minutes(30)) })];
    const before = told({ deliveries, recordedAt: minus(NOON, minutes(31)) });
    const after = told({ deliveries, recordedAt: minus(NOON, minutes(29)) });
    const settledSince = told({ deliveries: [delivery({})], recordedAt: before.recordedAt });
    const marked = { ...before, digestedAt: minus(NOON, minutes(29)) };
    const shownEarlier = { ...before, digestedAt: minus(NOON, minutes(31)) };
    const records = [before, after, settledSince, marked, shownEarlier];
    expect(undigested(records, { date: DATE, known })).toEqual([before, marked]);
  });
});
