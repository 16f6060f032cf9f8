import { describe, expect, test } from 'vitest';
import { nextQueries } from '../../src/lib/decide/next-query.ts';
import { worldOf } from '../../src/lib/decide/world.ts';
import { complete, incomplete, NOT_ASKED } from '../../src/lib/model/family.ts';
import { fault } from '../../src/lib/model/fault.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import { hours, type Instant, minus, minutes } from '../../src/lib/model/instant.ts';
import type { MetricName } from '../../src/lib/model/metric.ts';
import type { Query, Snapshot } from '../../src/lib/model/snapshot.ts';
import { NOON } from '../build/at.ts';
import { instanceId, securityGroupId, volumeId } from '../build/ids.ts';
import { attachedVolume, instance, networkInterface, privateAddress } from '../build/instance.ts';
import { hold, leftAddress, leftVolume, memory, record, warning } from '../build/ledger.ts';
import { quietReadings, reading } from '../build/metrics.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { securityGroup, volume } from '../build/resources.ts';
import { snapshot } from '../build/snapshot.ts';

const asked = (
  overrides: Partial<Snapshot>,
  document: Readonly<Record<string, unknown>> = {},
): readonly Query[] => nextQueries(worldOf(snapshot(overrides), policy(document), PRICES));

const only = (one: Partial<Instance>): Pick<Snapshot, 'instances'> => ({
  instances: complete([instance(one)]),
});

const metricsAsked = (queries: readonly Query[]): readonly MetricName[] =>
  queries.flatMap((query) =>
    query.kind === 'metrics' ? query.queries.map(({ metric }) => metric) : [],
  );

const QUIET = quietReadings();
const NO_GROUPS = { securityGroups: complete([securityGroup()]) };
const SEEN = { ...NO_GROUPS, loadBalancerTargets: complete([]) };

describe('metrics', () => {
  test('are asked for signal by signal, the cheapest first', () => {
    expect(metricsAsked(asked({}))).toEqual(['CPUUtilization']);
    expect(metricsAsked(asked({ metrics: QUIET.slice(0, 1) }))).toEqual([
      'NetworkIn',
      'NetworkOut',
    ]);
    expect(metricsAsked(asked({ metrics: QUIET.slice(0, 3) }))).toEqual([
      'EBSReadOps',
      'EBSWriteOps',
    ]);
  });

  test('are asked for the window and as long before it as CloudWatch may lag', () => {
    expect(asked({})).toEqual([
      {
        kind: 'metrics',
        queries: [
          {
            instanceId: instanceId(1),
            metric: 'CPUUtilization',
            from: minus(NOON, minutes(75)),
            to: NOON,
          },
        ],
        freeCalls: 84,
      },
    ]);
  });

  test('end with the surplus credits of a T type, just before it is warned of', () => {
    const idle = { ...SEEN, metrics: QUIET };
    expect(metricsAsked(asked(idle))).toEqual(['CPUSurplusCreditBalance']);
    expect(asked({ ...idle, ...only({ type: 'm5.large' }) })).toEqual([]);
    const read = reading('CPUSurplusCreditBalance', [60]);
    expect(asked({ ...idle, metrics: [...QUIET, read] })).toEqual([]);
    const warned = memory({ instances: [record(instance(), { warnings: [warning()] })] });
    const sent = {
      kind: 'notice',
      notice: {
        kind: 'own-trouble',
        dedupeKey: warning().noticeKey ?? '',
        urgency: 'now',
        at: warning().warnedAt,
        facts: { trouble: 'pass-failed', fault: null, family: null },
      },
      recordedAt: warning().warnedAt,
      deliveries: [
        {
          channel: 'sns',
          status: 'accepted',
          attempts: 1,
          at: minus(NOON, minutes(5)),
          confirmedRecipient: true,
        },
      ],
      digestedAt: null,
    } as const;
    expect(asked({ ...idle, memory: { ...warned, notices: [sent] } })).toEqual([]);
  });

  test('leave the later signals fewer of the free calls', () => {
    const readings = Array.from({ length: 80 }, () => reading('CPUUtilization', [40]));
    const [query] = asked({ ...only({ id: instanceId(2) }), metrics: readings });
    expect(query).toMatchObject({ kind: 'metrics', freeCalls: 4 });
  });

  test('are not asked for any further once one signal is busy', () => {
    expect(metricsAsked(asked({ metrics: [reading('CPUUtilization', [40])] }))).toEqual([]);
  });

  test('of EBS are not asked of a t2, which publishes none', () => {
    const t2 = only({ type: 't2.micro' });
    const more = metricsAsked(asked({ ...t2, ...SEEN, metrics: QUIET.slice(0, 3) }));
    expect(more.filter((metric) => metric.startsWith('EBS'))).toEqual([]);
  });

  test('of all candidates are asked in one question', () => {
    const two = complete([instance(), instance({ id: instanceId(2), tags: { Name: 'two' } })]);
    expect(asked({ instances: two })).toHaveLength(1);
    expect(metricsAsked(asked({ instances: two }))).toHaveLength(2);
  });

  test.each([
    ['is stopped', { state: 'stopped' }],
    ['opted out', { tags: { 'tierkeeper:idle': 'never' } }],
    ['is kept', { tags: { 'tierkeeper:keep': '' } }],
    ['belongs to a group', { tags: { 'aws:autoscaling:groupName': 'workers' } }],
    ['boots', { launchTime: minus(NOON, minutes(5)) }],
  ] as const)('are not asked of what %s', (_, one) => {
    expect(metricsAsked(asked(only(one)))).toEqual([]);
  });

  test('are not asked of what a hold decides about, nor of what the wake is not about', () => {
    expect(metricsAsked(asked({ memory: memory({ holds: [hold()] }) }))).toEqual([]);
    const elsewhere = { kind: 'instances', ids: [instanceId(2)] } as const;
    expect(metricsAsked(asked({ scope: elsewhere }))).toEqual([]);
  });

  test('are asked of what the wake is about', () => {
    const here = { kind: 'instances', ids: [instanceId(1)] } as const;
    expect(metricsAsked(asked({ scope: here }))).toEqual(['CPUUtilization']);
  });

  test('are asked also of what was warned', () => {
    const warned = record(instance(), { warnings: [warning()] });
    expect(metricsAsked(asked({ memory: memory({ instances: [warned] }) }))).toHaveLength(1);
  });
});

describe('signs of a server', () => {
  const groups = (...numbers: readonly number[]): Partial<Instance> => ({
    interfaces: [networkInterface({ securityGroupIds: numbers.map(securityGroupId) })],
  });

  test('are looked for only where the instance is idle', () => {
    expect(asked({ metrics: QUIET })).toEqual([
      { kind: 'security-groups', ids: [securityGroupId(1)] },
      { kind: 'load-balancer-targets' },
    ]);
  });

  test('are looked for in the groups that are not known yet, each once', () => {
    const one = instance(groups(1, 2, 3));
    const other = instance({ id: instanceId(2), ...groups(2, 3) });
    const queries = asked({
      ...SEEN,
      instances: complete([one, other]),
      metrics: [...QUIET, ...quietReadings({ id: instanceId(2) })],
    });
    expect(queries).toEqual([
      { kind: 'security-groups', ids: [securityGroupId(2), securityGroupId(3)] },
    ]);
  });

  test('are asked for where there is no group at all, so that none is an answer', () => {
    const queries = asked({ ...only(groups()), metrics: QUIET });
    expect(queries).toContainEqual({ kind: 'security-groups', ids: [] });
  });

  test('are not asked for again after a refusal', () => {
    const refused = incomplete(fault('throttled', 'AWS said no'));
    const queries = asked({
      securityGroups: refused,
      loadBalancerTargets: refused,
      metrics: QUIET,
    });
    expect(queries).toEqual([]);
  });

  test('are not looked for where policy or tag has settled it', () => {
    const m5 = only({ type: 'm5.large' });
    expect(asked({ ...m5, metrics: QUIET }, { idle: { servers: 'stop' } })).toEqual([]);
    const tagged = only({ type: 'm5.large', tags: { 'tierkeeper:idle': '60m' } });
    expect(asked({ ...tagged, metrics: QUIET })).toEqual([]);
  });
});

describe('addresses', () => {
  const gone = instance({ id: instanceId(9), interfaces: [withElasticIp()] });
  const isAsked = (overrides: Partial<Snapshot>, document = {}): boolean =>
    asked(overrides, document).some(({ kind }) => kind === 'addresses');

  test('are listed where one is declared, was lost with an instance, or is missed since', () => {
    expect(isAsked(only({ tags: { 'tierkeeper:eip': 'eipalloc-00000001' } }))).toBe(true);
    expect(isAsked(only({ tags: { 'tierkeeper:eip-pool': 'web' } }))).toBe(true);
    expect(isAsked({ memory: memory({ instances: [record(gone)] }) })).toBe(true);
    expect(isAsked({ memory: memory({ leftAddresses: [leftAddress()] }) })).toBe(true);
  });

  test('are not listed for nothing', () => {
    expect(isAsked({})).toBe(false);
    expect(
      isAsked({ memory: memory({ instances: [record(instance({ id: instanceId(9) }))] }) }),
    ).toBe(false);
  });

  test('are not listed again, nor where the policy has them off', () => {
    const declared = only({ tags: { 'tierkeeper:eip': 'eipalloc-00000001' } });
    expect(isAsked({ ...declared, addresses: complete([]) })).toBe(false);
    const refused = incomplete(fault('throttled', 'AWS said no'));
    expect(isAsked({ ...declared, addresses: refused })).toBe(false);
    expect(isAsked(declared, { addresses: { on: false } })).toBe(false);
  });
});

function withElasticIp() {
  const seat = privateAddress({ publicIp: '198.51.100.1', elastic: true });
  return networkInterface({ privateAddresses: [seat] });
}

describe('volumes', () => {
  const gone = instance({
    id: instanceId(9),
    volumes: [attachedVolume({ volumeId: volumeId(5) })],
  });
  const remembered = memory({
    instances: [record(gone)],
    leftVolumes: [leftVolume({ volumeId: volumeId(6) }), leftVolume({ volumeId: volumeId(5) })],
  });

  test('of what is gone, and those that were left before, are asked for by id, each once', () => {
    const ids = [volumeId(5), volumeId(6)];
    expect(asked({ memory: remembered })).toEqual([{ kind: 'volumes', ids }]);
  });

  test('that are about to be told have their snapshots asked for', () => {
    const one = volume({ id: volumeId(5), state: 'available', attachments: [] });
    const seen = { ...SEEN, memory: remembered, instances: complete([]), confirmedRecipient: true };
    const told = memory({ leftVolumes: [leftVolume({ volumeId: volumeId(5) })] });
    const fresh = memory({ instances: [record(gone)] });
    const backups = { kind: 'backups', ids: [volumeId(5)] };
    expect(asked({ ...seen, memory: fresh, volumes: complete([one]) })).toContainEqual(backups);
    expect(asked({ ...seen, memory: told, volumes: complete([one]) })).not.toContainEqual(backups);
  });

  test('are not asked for while nothing is gone, or the policy has them off', () => {
    expect(asked({}).map(({ kind }) => kind)).not.toContain('volumes');
    const off = asked({ memory: remembered }, { volumes: { on: false } });
    expect(off.map(({ kind }) => kind)).not.toContain('volumes');
  });

  test('are not asked for while it is not known what is gone', () => {
    const refused = incomplete(fault('throttled', 'AWS said no'));
    const records = memory({ instances: [record(gone)] });
    expect(asked({ instances: refused, memory: records })).toEqual([]);
  });
});

describe('security groups before a public address', () => {
  const seat = privateAddress({ publicIp: '198.51.100.1' });
  const open = only({ interfaces: [networkInterface({ privateAddresses: [seat] })] });
  const groups = { kind: 'security-groups', ids: [securityGroupId(1)] };
  const looked = (lookedAt: Instant, asked: readonly number[]) =>
    memory({
      exposures: { kind: 'exposures', lookedAt, asked: asked.map(securityGroupId), open: [] },
    });

  test('are read at the first look, after an hour, and where one was not read before', () => {
    expect(asked({ ...open, memory: memory({ exposures: null }) })).toContainEqual(groups);
    expect(asked({ ...open, memory: looked(minus(NOON, hours(1)), [1]) })).toContainEqual(groups);
    expect(asked({ ...open, memory: looked(NOON, [2]) })).toContainEqual(groups);
    expect(asked({ ...open, memory: looked(NOON, [1, 2]) })).not.toContainEqual(groups);
  });

  test('are not read where nothing is public, nor where the policy has it off', () => {
    const never = memory({ exposures: null });
    expect(asked({ memory: never })).not.toContainEqual(groups);
    expect(asked({ ...open, memory: never }, { exposure: { on: false } })).not.toContainEqual(
      groups,
    );
  });

  test('are not read again after a refusal in the same pass', () => {
    const securityGroups = incomplete(fault('throttled', 'AWS said no'));
    const never = memory({ exposures: null });
    expect(asked({ ...open, securityGroups, memory: never })).not.toContainEqual(groups);
  });
});

describe('spot requests', () => {
  const spot = only({ lifecycle: 'spot', spotRequestId: 'sir-1' });

  test('are asked for before anything is decided about a spot instance', () => {
    expect(asked(spot)).toEqual([{ kind: 'spot-requests', ids: ['sir-1'] }]);
  });

  test('are not asked for where there is none', () => {
    expect(asked({}).map(({ kind }) => kind)).not.toContain('spot-requests');
    const nameless = only({ lifecycle: 'spot', spotRequestId: null });
    expect(asked(nameless)).not.toContainEqual(expect.objectContaining({ kind: 'spot-requests' }));
    const onDemand = only({ spotRequestId: 'sir-1' });
    expect(asked(onDemand).map(({ kind }) => kind)).not.toContain('spot-requests');
  });

  test('are asked for once', () => {
    expect(asked({ ...spot, spotRequests: complete([]) })).not.toContainEqual(
      expect.objectContaining({ kind: 'spot-requests' }),
    );
  });
});

describe('the status of instances', () => {
  const kinds = (queries: readonly Query[]): readonly string[] => queries.map(({ kind }) => kind);
  const unasked = { instanceStatuses: NOT_ASKED };

  test('is asked for while one runs, whatever woke the look', () => {
    const scope = { kind: 'instances', ids: [instanceId(7)] } as const;
    expect(kinds(asked(unasked))).toContain('instance-statuses');
    expect(kinds(asked({ ...unasked, scope }))).toContain('instance-statuses');
    expect(kinds(asked({ instanceStatuses: complete([]) }))).not.toContain('instance-statuses');
  });

  test('is not asked for where none runs, or the policy wants nothing of it', () => {
    const off = { health: { on: false } };
    expect(kinds(asked({ ...unasked, ...only({ state: 'stopped' }) }))).toEqual([]);
    expect(kinds(asked(unasked, off))).not.toContain('instance-statuses');
  });

  test('is not asked for again where AWS refused it', () => {
    const refused = incomplete(fault('throttled', 'AWS said no'));
    expect(kinds(asked({ instanceStatuses: refused }))).not.toContain('instance-statuses');
  });
});

describe('notebooks', () => {
  const nightly = { notebooks: { nightly: { stop: '22:00' } } };
  const kinds = (overrides: Partial<Snapshot>, document: Readonly<Record<string, unknown>>) =>
    asked(overrides, document).map(({ kind }) => kind);

  test('are asked for where the policy wants something of them', () => {
    expect(kinds({}, nightly)).toEqual(['notebooks']);
    expect(kinds({}, { notebooks: { longest: '8h' } })).toEqual(['notebooks']);
    expect(kinds({}, {})).not.toContain('notebooks');
    expect(kinds({}, { notebooks: { ...nightly.notebooks, on: false } })).not.toContain(
      'notebooks',
    );
  });

  test('are asked for alone where one of them has changed', () => {
    const scope = { kind: 'notebooks' } as const;
    expect(kinds({ scope }, nightly)).toEqual(['notebooks']);
    const known = { scope, notebooks: complete([]) };
    expect(kinds(known, nightly)).not.toContain('metrics');
  });

  test('are not asked for where an instance has changed', () => {
    const scope = { kind: 'instances', ids: [instanceId(1)] } as const;
    expect(kinds({ scope }, nightly)).not.toContain('notebooks');
  });
});

describe('whether somebody would read a warning', () => {
  const nothingElse = { ...SEEN, metrics: QUIET, confirmedRecipient: null };

  test('is asked with what comes first, before any metric', () => {
    expect(asked(nothingElse)).toEqual([{ kind: 'confirmed-recipient' }]);
    expect(asked({ ...nothingElse, metrics: [] })).toEqual([{ kind: 'confirmed-recipient' }]);
  });

  test('is not asked twice, while observing, while paused, or where nothing runs', () => {
    expect(asked({ ...nothingElse, confirmedRecipient: false })).toEqual([]);
    expect(asked({ ...nothingElse, ...only({ type: 'm5.large' }) }, { mode: 'observe' })).toEqual(
      [],
    );
    const control = { kind: 'control', paused: true, mode: null, at: NOON } as const;
    expect(asked({ ...nothingElse, memory: memory({ control }) })).toEqual([]);
    expect(asked({ ...nothingElse, ...only({ state: 'stopped' }) })).toEqual([]);
  });
});
