import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/lib/decide/decide.ts';
import { nextQueries } from '../../src/lib/decide/next-query.ts';
import { worldOf } from '../../src/lib/decide/world.ts';
import type { Mark, Plan } from '../../src/lib/model/decision.ts';
import { complete, type Family, incomplete, NOT_ASKED } from '../../src/lib/model/family.ts';
import { fault } from '../../src/lib/model/fault.ts';
import type { Memory, NoticeRecord } from '../../src/lib/model/ledger.ts';
import type { MetricQuery, MetricReading, NotebookReading } from '../../src/lib/model/metric.ts';
import type { Notice } from '../../src/lib/model/notice.ts';
import { notebooksAfter } from '../../src/lib/model/remember-notebook.ts';
import type { Query, Snapshot } from '../../src/lib/model/snapshot.ts';
import { keyOf } from '../../src/lib/model/target.ts';
import { rememberedAfter } from '../../src/lib/record/record.ts';
import { PRICES } from '../build/prices.ts';
import { securityGroup } from '../build/resources.ts';
import { situations } from '../decide/arbitrary.ts';

const RUNS = Number(process.env['DECIDE_RUNS'] ?? 300);
const SEED = RUNS === 300 ? 20_261_122 : Date.now();
const MOST_ROUNDS = 12;

type MarkOf<Kind extends Mark['mark']> = Extract<Mark, { mark: Kind }>;
const marksOf = <Kind extends Mark['mark']>({ marks }: Plan, kind: Kind): readonly MarkOf<Kind>[] =>
  marks.filter((mark): mark is MarkOf<Kind> => mark.mark === kind);

const newNotices = (memory: Memory, plan: Plan): readonly Notice[] => {
  const known = new Set(memory.notices.map(({ notice }) => notice.dedupeKey));
  return marksOf(plan, 'notice')
    .map(({ notice }) => notice)
    .filter(({ dedupeKey }) => !known.has(dedupeKey));
};

const recorded = (notice: Notice): NoticeRecord => ({
  kind: 'notice',
  notice,
  recordedAt: notice.at,
  deliveries: [],
  digestedAt: null,
});

/** The memory once a pass has written down what it saw, and could call nobody. */
function memoryAfter(memory: Memory, plan: Plan): Memory {
  const touched = rememberedAfter(memory, plan.marks);
  const records = new Map(memory.instances.map((record) => [record.instanceId, record]));
  for (const [id, record] of touched) {
    if (record) records.set(id, record);
    else records.delete(id);
  }
  const ended = new Set(plan.settled.map(({ intentId, target }) => `${intentId} ${keyOf(target)}`));
  const volumesGone = new Set(marksOf(plan, 'volume-settled').map(({ volumeId }) => volumeId));
  const addressesGone = new Set(
    marksOf(plan, 'address-settled').map(({ allocationId }) => allocationId),
  );
  const [looked] = marksOf(plan, 'exposures-looked');
  const [examined] = marksOf(plan, 'health-looked');
  const [activated] = marksOf(plan, 'activated');
  return {
    ...memory,
    instances: [...records.values()],
    notebooks: [...notebooksAfter(memory.notebooks, plan.marks).values()].filter(
      (record) => record !== null,
    ),
    intents: memory.intents.map((intent) => ({
      ...intent,
      targets: intent.targets.filter(({ target }) => !ended.has(`${intent.id} ${keyOf(target)}`)),
    })),
    leftVolumes: [
      ...memory.leftVolumes.filter(({ volumeId }) => !volumesGone.has(volumeId)),
      ...marksOf(plan, 'volume-left').map(({ volume }) => volume),
    ],
    leftAddresses: [
      ...memory.leftAddresses.filter(({ allocationId }) => !addressesGone.has(allocationId)),
      ...marksOf(plan, 'address-left').map(({ address }) => address),
    ],
    notices: [...memory.notices, ...newNotices(memory, plan).map(recorded)],
    exposures: looked?.record ?? memory.exposures,
    health: examined?.record ?? memory.health,
    activation: activated?.activation ?? memory.activation,
  };
}

describe('deciding again', { timeout: 6_000_000 }, () => {
  test('on what a pass has written down tells nobody anything new, and writes nothing new', () => {
    fc.assert(
      fc.property(situations, ({ snapshot, policy }) => {
        const first = decide(snapshot, policy, PRICES);
        const memory = memoryAfter(snapshot.memory, first);
        const second = decide({ ...snapshot, memory }, policy, PRICES);
        expect(newNotices(memory, second)).toEqual([]);
        expect(second.settled).toEqual([]);
        expect(memoryAfter(memory, second)).toEqual(memory);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});

/** As the ports answer: whole or refused, and whatever was asked for is known afterwards. */
function answered(asked: Snapshot, query: Query, account: Snapshot): Partial<Snapshot> {
  switch (query.kind) {
    case 'addresses':
      return { addresses: askedFor(account.addresses) };
    case 'volumes':
      return { volumes: askedFor(account.volumes) };
    case 'backups':
      return { backups: askedFor(account.backups) };
    case 'spot-requests':
      return { spotRequests: askedFor(account.spotRequests) };
    case 'instance-statuses':
      return { instanceStatuses: askedFor(account.instanceStatuses) };
    case 'notebooks':
      return { notebooks: askedFor(account.notebooks) };
    case 'notebook-metrics':
      return { notebookMetrics: [...asked.notebookMetrics, ...readNotebooks(query, account)] };
    case 'alarms':
      return { alarms: askedFor(account.alarms) };
    case 'load-balancer-targets':
      return { loadBalancerTargets: askedFor(account.loadBalancerTargets) };
    case 'security-groups':
      return { securityGroups: groupsAfter(asked, query, account) };
    case 'confirmed-recipient':
      return { confirmedRecipient: account.confirmedRecipient ?? false };
    case 'metrics': {
      const readings = query.queries.map((one) => readingFor(account, one));
      return { metrics: [...asked.metrics, ...readings] };
    }
  }
}

/** As the port answers: one for each query, with its times; what nobody measured has no points. */
function readingFor(account: Snapshot, query: MetricQuery): MetricReading {
  const measured = account.metrics.find(
    ({ instanceId, metric }) => instanceId === query.instanceId && metric === query.metric,
  );
  return { ...query, series: measured?.series ?? complete([]) };
}

const readNotebooks = (
  { queries }: Extract<Query, { kind: 'notebook-metrics' }>,
  account: Snapshot,
): readonly NotebookReading[] =>
  queries.map((query) => {
    const read = account.notebookMetrics.find(({ notebook }) => notebook === query.notebook);
    return { ...query, series: read?.series ?? complete([]) };
  });

const askedFor = <T>(family: Family<T>): Family<T> =>
  family.complete || family.fault.code !== 'not-asked'
    ? family
    : incomplete(fault('throttled', 'AWS said no'));

function groupsAfter(
  { securityGroups: known }: Snapshot,
  { ids }: Extract<Query, { kind: 'security-groups' }>,
  { securityGroups }: Snapshot,
): Snapshot['securityGroups'] {
  const found = askedFor(securityGroups);
  if (!found.complete) return found;
  const asked = ids.map(
    (id) => found.items.find((group) => group.id === id) ?? securityGroup({ id }),
  );
  return complete([...(known.complete ? known.items : []), ...asked]);
}

const unasked = (account: Snapshot): Snapshot => ({
  ...account,
  addresses: NOT_ASKED,
  volumes: NOT_ASKED,
  backups: NOT_ASKED,
  securityGroups: NOT_ASKED,
  loadBalancerTargets: NOT_ASKED,
  spotRequests: NOT_ASKED,
  notebooks: NOT_ASKED,
  instanceStatuses: NOT_ASKED,
  alarms: NOT_ASKED,
  metrics: [],
  notebookMetrics: [],
  confirmedRecipient: null,
});

describe('asking for more', { timeout: 6_000_000 }, () => {
  test('comes to an end within twelve rounds, and no answer is asked for twice', () => {
    fc.assert(
      fc.property(situations, ({ snapshot: account, policy }) => {
        let snapshot = unasked(account);
        const asked = new Set<string>();
        for (let round = 0; round < MOST_ROUNDS; round += 1) {
          const queries = nextQueries(worldOf(snapshot, policy, PRICES));
          if (queries.length === 0) return;
          for (const query of queries) {
            const key = JSON.stringify(query);
            expect(asked).not.toContain(key);
            asked.add(key);
            snapshot = { ...snapshot, ...answered(snapshot, query, account) };
          }
        }
        expect.unreachable('it still asks');
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  test('leaves no reason to ask: nothing is undecided for want of a question', () => {
    fc.assert(
      fc.property(situations, ({ snapshot: account, policy }) => {
        let snapshot: Snapshot = { ...unasked(account), scope: { kind: 'region' } };
        for (let round = 0; round < MOST_ROUNDS; round += 1) {
          for (const query of nextQueries(worldOf(snapshot, policy, PRICES))) {
            snapshot = { ...snapshot, ...answered(snapshot, query, account) };
          }
        }
        const reasons = decide(snapshot, policy, PRICES).decisions.map(({ reason }) => reason);
        for (const { key, evidence } of reasons) {
          if (key === 'idle-unknown') expect(evidence.why).not.toBe('not-asked');
          if (key === 'incomplete') expect(evidence.fault.code).not.toBe('not-asked');
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
