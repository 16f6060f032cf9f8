import { describe, expect, test } from 'vitest';
import type { NoticeFacts, NoticeKind } from '../../src/lib/model/notice.ts';
import { at } from '../build/at.ts';
import { instanceId, volumeId } from '../build/ids.ts';
import { type Given, planOf, revived } from './truth-table.ts';

function factsOf<Kind extends NoticeKind>(kind: Kind, given: unknown): NoticeFacts[Kind] {
  const [found] = planOf(revived(given) as Given).marks.flatMap((mark) =>
    mark.mark === 'notice' && mark.notice.kind === kind ? [mark.notice.facts] : [],
  );
  if (!found) throw new Error(`nobody is told ${kind}`);
  return found as NoticeFacts[Kind];
}

const terminated = (sighting: Readonly<Record<string, unknown>>) => ({
  state: 'terminated',
  interfaces: [],
  volumes: [],
  record: {
    sighting: {
      state: 'terminated',
      since: '2026-11-24T11:00Z',
      launchTime: '2026-11-22T12:00Z',
      name: 'db',
      type: 't2.micro',
      volumes: [],
      addresses: [],
      ...sighting,
    },
  },
});

const disk = (id: string, device: string) => ({ volumeId: id, device, deleteOnTermination: false });

describe('a message', () => {
  test('of left volumes names each with size, price and where it was till when', () => {
    const volumes = [disk('vol-00000006', '/dev/sdg'), disk('vol-00000005', '/dev/sdf')];
    const facts = factsOf('volumes-left', {
      instance: terminated({ volumes }),
      volumes: [
        { id: 'vol-00000006', sizeGiB: 10, encrypted: true },
        { id: 'vol-00000005', sizeGiB: 100, type: 'gp3', tags: { Name: 'data' } },
      ],
      backups: [
        { id: 'snap-00000001', volumeId: 'vol-00000005', startedAt: at('2026-11-01T11:00Z') },
        { id: 'snap-00000002', volumeId: 'vol-00000005', startedAt: at('2026-11-03T11:00Z') },
        {
          ...{ id: 'snap-00000003', volumeId: 'vol-00000005', startedAt: at('2026-11-24T11:00Z') },
          finished: false,
        },
        { id: 'snap-00000004', volumeId: 'vol-00000007', startedAt: at('2026-11-23T11:00Z') },
      ],
    });
    expect(facts).toEqual({
      subject: { instanceId: instanceId(1), name: 'db', type: 't2.micro' },
      volumes: [
        {
          volumeId: volumeId(5),
          name: 'data',
          type: 'gp3',
          sizeGiB: 100,
          encrypted: false,
          device: '/dev/sdf',
          iops: 3_000,
          throughputMiBps: 125,
          attachedUntil: at('2026-11-24T11:00Z'),
          newestSnapshot: { id: 'snap-00000002', startedAt: at('2026-11-03T11:00Z') },
          monthlyMicroUsd: 9_120_000,
        },
        {
          volumeId: volumeId(6),
          name: 'vol-00000006',
          type: 'gp3',
          sizeGiB: 10,
          encrypted: true,
          device: '/dev/sdg',
          iops: 3_000,
          throughputMiBps: 125,
          attachedUntil: at('2026-11-24T11:00Z'),
          newestSnapshot: 'none',
          monthlyMicroUsd: 912_000,
        },
      ],
    });
  });

  test('of a left address names the instance that had it, with its type', () => {
    const facts = factsOf('address-missing', {
      instance: terminated({ addresses: [{ publicIp: '198.51.100.1' }] }),
      addresses: [{}],
    });
    expect(facts.subject).toEqual({ instanceId: instanceId(1), name: 'db', type: 't2.micro' });
  });

  test.each([
    ['refused', 'refused'],
    ['requested', 'refused'],
    ['stuck', 'stuck'],
  ])('of giving up says what became of the last stop: %s', (last, told) => {
    const facts = factsOf('did-not-work', {
      now: '2026-11-24T22:20Z',
      policy: { nightly: { stop: '22:00', warn: '0m' } },
      instance: {
        schedule: { attempts: 3, lastAttemptAt: '2026-11-24T22:15Z' },
        record: {
          lastStop: { rule: 'schedule', at: '2026-11-24T22:15Z', result: last },
          lastStart: { rule: 'schedule', at: '2026-11-24T07:00Z', result: 'fell-back' },
        },
      },
    });
    expect(facts).toMatchObject({ verb: 'stop', result: told, reason: { key: 'edge-gave-up' } });
  });

  test('of a stop to come says when, what it saves and what becomes of the address', () => {
    const facts = factsOf('about-to-stop', {
      metrics: 'quiet',
      instance: { publicIp: '203.0.113.5', tags: { Name: 'lab' } },
    });
    expect(facts).toMatchObject({
      subject: { name: 'lab' },
      reason: { key: 'idle-warned' },
      effects: { savesMicroUsdPerHour: 13_000, losesPublicIp: '203.0.113.5', idleElasticIp: null },
    });
    expect(new Date(facts.stopAt).toISOString()).toBe('2026-11-24T12:20:00.000Z');
  });

  test('of our own trouble is one a day of the policy’s calendar', () => {
    const keyAt = (now: string): readonly string[] =>
      planOf(
        revived({
          now,
          policy: { zone: 'Asia/Seoul' },
          instancesRefused: 'access-denied',
        }) as Given,
      ).marks.flatMap((mark) => (mark.mark === 'notice' ? [mark.notice.dedupeKey] : []));
    expect(keyAt('2026-11-24T14:59Z')).toEqual(['own-trouble:family-refused:instances:2026-11-24']);
    expect(keyAt('2026-11-24T15:00Z')).toEqual(['own-trouble:family-refused:instances:2026-11-25']);
  });

  test('about a tag keeps to the length that a ledger key may have', () => {
    const value = '가'.repeat(256);
    const { marks } = planOf({ instance: { tags: { 'tierkeeper:hold-until': value } } });
    const keys = marks.flatMap((mark) => (mark.mark === 'notice' ? [mark.notice.dedupeKey] : []));
    expect(keys).toHaveLength(1);
    expect(Buffer.byteLength(keys[0] ?? '')).toBeLessThan(512);
  });
});
