import { describe, expect, test } from 'vitest';
import { aftermath } from '../../src/lib/decide/aftermath.ts';
import { outcomeMarks } from '../../src/lib/decide/outcome-marks.ts';
import { type World, worldOf } from '../../src/lib/decide/world.ts';
import { OUTCOME_RESULTS } from '../../src/lib/model/action.ts';
import { complete } from '../../src/lib/model/family.ts';
import { fault } from '../../src/lib/model/fault.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import { hours, type Instant, minus, minutes } from '../../src/lib/model/instant.ts';
import type { Outcome } from '../../src/lib/model/intent.ts';
import type { Notice } from '../../src/lib/model/notice.ts';
import { reason } from '../../src/lib/model/reason.ts';
import { at, NOON } from '../build/at.ts';
import { allocationId, instanceId } from '../build/ids.ts';
import { instance, networkInterface, privateAddress } from '../build/instance.ts';
import { intent, intentTarget, memory, record } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

const ID = instanceId(1);
const STOP_EDGE = reason('stop-edge', {
  schedule: 'nightly',
  zone: 'UTC',
  edge: minus(NOON, hours(1)),
  attempt: 1,
});
const IDLE = reason('idle', {
  window: hours(1),
  signals: [],
  notPublished: [],
  warnedAt: minus(NOON, minutes(30)),
});

const world = (
  one: Partial<Instance> = {},
  document: Readonly<Record<string, unknown>> = {},
): World => {
  const instances = complete([instance({ tags: { Name: 'web' }, ...one })]);
  return worldOf(snapshot({ instances }), policy(document), PRICES);
};

const outcome = (overrides: Partial<Outcome> = {}): Outcome => ({
  intentId: 'an-intent',
  verb: 'stop',
  target: { kind: 'power', id: ID },
  instanceId: ID,
  rule: 'schedule',
  reason: STOP_EDGE,
  result: 'stopped',
  fault: null,
  intendedAt: minus(NOON, minutes(5)),
  at: NOON,
  ...overrides,
});

const noticeOf = (of: Outcome, seen: World = world()): Notice | undefined =>
  outcomeMarks(seen, of).flatMap((mark) => (mark.mark === 'notice' ? [mark.notice] : []))[0];
const kindsOf = (of: Outcome) => outcomeMarks(world(), of).map(({ mark }) => mark);

describe('what an outcome means for the ledger', () => {
  test('a stop for an edge is remembered as ours, and answers the edge', () => {
    expect(outcomeMarks(world(), outcome()).slice(0, 2)).toEqual([
      {
        mark: 'called',
        instanceId: ID,
        verb: 'stop',
        action: { rule: 'schedule', at: minus(NOON, minutes(5)), result: 'stopped' },
        edge: minus(NOON, hours(1)),
      },
      { mark: 'edge-answered', instanceId: ID, edge: minus(NOON, hours(1)), how: 'stopped' },
    ]);
  });

  test('a stop for idleness answers no edge', () => {
    expect(kindsOf(outcome({ rule: 'idle', reason: IDLE }))).toEqual(['called', 'notice']);
  });

  test('what has not worked answers no edge', () => {
    expect(kindsOf(outcome({ result: 'refused' }))).toEqual(['called', 'notice']);
  });

  test('a refused hibernation is remembered, and no stop: the next is tried at once', () => {
    const because = fault('cannot-hibernate', 'It is not ready to hibernate yet.');
    const of = outcome({ rule: 'idle', reason: IDLE, result: 'refused', fault: because });
    const [first, ...others] = outcomeMarks(world(), of);
    expect(first).toEqual({ mark: 'hibernation-refused', instanceId: ID, at: NOON });
    expect(others.map(({ mark }) => mark)).toEqual(['notice']);
  });

  test('stop protection is remembered from when it was seen', () => {
    const marks = outcomeMarks(world(), outcome({ result: 'protected' }));
    expect(marks).toContainEqual({ mark: 'protected', instanceId: ID, at: NOON });
  });

  test('nothing has happened to what was held or interrupted', () => {
    expect(kindsOf(outcome({ result: 'held' }))).toEqual([]);
    expect(kindsOf(outcome({ result: 'interrupted' }))).toEqual([]);
  });

  test('an association is no power call', () => {
    const target = { kind: 'address', id: ID } as const;
    expect(kindsOf(outcome({ verb: 'associate', target, result: 'refused' }))).toEqual(['notice']);
  });

  test('an address that AWS does not find yet is no news: the next pass tries again', () => {
    const target = { kind: 'address', id: ID } as const;
    const early = fault('not-found', "The allocation ID 'eipalloc-00000001' does not exist");
    const of = outcome({ verb: 'associate', target, result: 'refused', fault: early });
    expect(kindsOf(of)).toEqual([]);
  });
});

describe('a stop that was to hibernate', () => {
  const hibernation = (code: string, hibernate = true): unknown => {
    const stateReason = { code, message: code };
    const instances = complete([instance({ state: 'stopped', stateReason })]);
    const intents = [intent({ id: 'an-intent', hibernate })];
    const seen = worldOf(snapshot({ instances, memory: memory({ intents }) }), policy(), PRICES);
    const notice = noticeOf(outcome(), seen);
    return notice?.kind === 'stopped' ? notice.facts.hibernation : 'no such notice';
  };

  test('says so where EC2 hibernates it', () => {
    expect(hibernation('Client.UserInitiatedHibernate')).toBe('begun');
  });

  test('says so where EC2 came to a plain stop', () => {
    expect(hibernation('Client.UserInitiatedShutdown')).toBe('fell-back');
  });

  test('says nothing where the reason is of neither', () => {
    expect(hibernation('Server.ScheduledStop')).toBeUndefined();
  });

  const insteadOf = (refusedAt: Instant, rule: string): unknown => {
    const stopped = instance({ state: 'stopped', launchTime: minus(NOON, hours(2)) });
    const instances = complete([stopped]);
    const records = [record(stopped, { hibernationRefusedAt: refusedAt })];
    const told = memory({ instances: records, intents: [intent({ id: 'an-intent' })] });
    const seen = worldOf(snapshot({ instances, memory: told }), policy(), PRICES);
    const notice = noticeOf(outcome({ rule, reason: rule === 'idle' ? IDLE : STOP_EDGE }), seen);
    return notice?.kind === 'stopped' ? notice.facts.hibernation : 'no such notice';
  };

  test('says so where it is plain because AWS had refused to hibernate it', () => {
    expect(insteadOf(minus(NOON, minutes(10)), 'idle')).toBe('refused');
  });

  test('says nothing of what was refused before the last start, or of a schedule', () => {
    expect(insteadOf(minus(NOON, hours(3)), 'idle')).toBeUndefined();
    expect(insteadOf(minus(NOON, minutes(10)), 'schedule')).toBeUndefined();
  });

  test('says nothing of a stop that was not to hibernate', () => {
    expect(hibernation('Client.UserInitiatedShutdown', false)).toBeUndefined();
  });
});

describe('what people are told of an outcome', () => {
  test('a stop with what it saves and what becomes of the address', () => {
    const seat = privateAddress({ publicIp: '198.51.100.7', elastic: true });
    const interfaces = [networkInterface({ privateAddresses: [seat] })];
    expect(noticeOf(outcome(), world({ interfaces }))).toEqual({
      kind: 'stopped',
      dedupeKey: 'stopped:power/i-00000001:an-intent',
      urgency: 'now',
      at: NOON,
      facts: {
        subject: { instanceId: ID, name: 'web', type: 't3.micro' },
        reason: STOP_EDGE,
        effects: {
          savesMicroUsdPerHour: 13_000,
          losesPublicIp: null,
          idleElasticIp: '198.51.100.7',
          ipv4MicroUsdPerHour: 5_000,
          losesInstanceStore: false,
        },
      },
    });
  });

  test('an auto-assigned address is lost at the stop', () => {
    const seats = [
      privateAddress(),
      privateAddress({ publicIp: '203.0.113.5', primary: false, elastic: false }),
    ];
    const interfaces = [networkInterface({ privateAddresses: seats })];
    expect(noticeOf(outcome(), world({ interfaces }))?.facts).toMatchObject({
      effects: { losesPublicIp: '203.0.113.5', idleElasticIp: null },
    });
  });

  test('a start with what it costs, and nothing where nobody knows the price', () => {
    const start = outcome({ verb: 'start', result: 'started' });
    expect(noticeOf(start)).toMatchObject({
      kind: 'started',
      facts: { costsMicroUsdPerHour: 13_000 },
    });
    expect(noticeOf(start, world({ type: 'x9.large' }))?.facts).toMatchObject({
      costsMicroUsdPerHour: null,
    });
  });

  test('what did not work with the fault that AWS gave', () => {
    const because = fault('no-capacity', 'Insufficient capacity.');
    const refused = outcome({ verb: 'start', result: 'refused', fault: because });
    expect(noticeOf(refused)).toMatchObject({
      kind: 'did-not-work',
      facts: { verb: 'start', result: 'refused', fault: because },
    });
  });

  test('an address that is back, with the address', () => {
    const lost = reason('address-lost', {
      allocationId: allocationId(1),
      publicIp: '198.51.100.1',
    });
    const target = { kind: 'address', id: ID } as const;
    const back = outcome({ verb: 'associate', target, reason: lost, result: 'associated' });
    expect(noticeOf(back)).toMatchObject({
      kind: 'address-restored',
      dedupeKey: 'associated:address/i-00000001:an-intent',
      facts: { publicIp: '198.51.100.1', allocationId: allocationId(1) },
    });
  });

  test('an instance that is not listed any more by the name that the ledger knows', () => {
    const gone = record(instance({ tags: { Name: 'old-web' }, type: 't2.micro' }));
    const none = snapshot({
      instances: complete([]),
      memory: memory({ instances: [gone] }),
    });
    expect(noticeOf(outcome(), worldOf(none, policy(), PRICES))?.facts).toMatchObject({
      subject: { instanceId: ID, name: 'old-web', type: 't2.micro' },
      effects: { savesMicroUsdPerHour: null, losesPublicIp: null, idleElasticIp: null },
    });
    const never = snapshot({ instances: complete([]) });
    expect(noticeOf(outcome(), worldOf(never, policy(), PRICES))?.facts).toMatchObject({
      subject: { name: ID, type: '' },
    });
  });

  test('what worked is told each time, under a key of its own', () => {
    for (const result of ['stopped', 'started'] as const) {
      const first = noticeOf(outcome({ result, intentId: 'one' }))?.dedupeKey;
      const second = noticeOf(outcome({ result, intentId: 'two' }))?.dedupeKey;
      expect(first).not.toBe(second);
    }
  });

  test('what does not work at an edge is told once for the edge, however often it is tried', () => {
    const first = noticeOf(outcome({ result: 'refused', intentId: 'one' }));
    const second = noticeOf(outcome({ result: 'refused', intentId: 'two', intendedAt: NOON }));
    expect(second?.dedupeKey).toBe(first?.dedupeKey);
    const another = noticeOf(outcome({ result: 'stuck', intentId: 'two' }));
    expect(another?.dedupeKey).not.toBe(first?.dedupeKey);
  });

  test('what does not work for idleness is told once a day of the policy’s zone', () => {
    const refused = (intendedAt: string) =>
      noticeOf(
        outcome({ reason: IDLE, result: 'refused', intendedAt: at(intendedAt) }),
        world({}, { zone: 'Asia/Seoul' }),
      )?.dedupeKey;
    expect(refused('2026-11-24T01:00Z')).toBe('refused:power/i-00000001:2026-11-24');
    expect(refused('2026-11-24T14:00Z')).toBe('refused:power/i-00000001:2026-11-24');
    expect(refused('2026-11-24T15:00Z')).toBe('refused:power/i-00000001:2026-11-25');
  });

  test('nobody is troubled with what did not happen', () => {
    const silent = OUTCOME_RESULTS.filter((result) => !noticeOf(outcome({ result })));
    expect(silent).toEqual(['associated', 'held', 'gone', 'interrupted']);
  });
});

describe('the pass’s own calls', () => {
  test('that AWS accepted are remembered as ours at once', () => {
    const target = intentTarget({ reason: STOP_EDGE });
    const calls = { outcomes: [], requests: [{ intent: intent({ at: NOON }), target }] };
    expect(aftermath(world(), calls)).toEqual([
      {
        mark: 'called',
        instanceId: ID,
        verb: 'stop',
        action: { rule: 'schedule', at: NOON, result: 'requested' },
        edge: minus(NOON, hours(1)),
      },
    ]);
  });

  test('that were refused are remembered and told', () => {
    const marks = aftermath(world(), { outcomes: [outcome({ result: 'refused' })], requests: [] });
    expect(marks.map(({ mark }) => mark)).toEqual(['called', 'notice']);
  });

  test('for an address leave no mark until the address is seen', () => {
    const requests = [{ intent: intent({ verb: 'associate' }), target: intentTarget() }];
    expect(aftermath(world(), { outcomes: [], requests })).toEqual([]);
  });
});
