import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/lib/decide/decide.ts';
import { toActOn } from '../../src/lib/decide/modes.ts';
import type { Decision, Plan } from '../../src/lib/model/decision.ts';
import { complete, type Family, itemsOf } from '../../src/lib/model/family.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import type { InstanceRecord } from '../../src/lib/model/instance-record.ts';
import { minutes, plus } from '../../src/lib/model/instant.ts';
import type { Hold } from '../../src/lib/model/ledger.ts';
import { ACTING_RULES, type Modes } from '../../src/lib/model/policy.ts';
import type { Snapshot } from '../../src/lib/model/snapshot.ts';
import { keyOf } from '../../src/lib/model/target.ts';
import { NOON } from '../build/at.ts';
import { PRICES } from '../build/prices.ts';
import { type Situation, situations } from '../decide/arbitrary.ts';

/** `DECIDE_RUNS=20000 npx vitest run test/properties/decide` looks longer, with another seed. */
const RUNS = Number(process.env['DECIDE_RUNS'] ?? 300);
const SEED = RUNS === 300 ? 20_261_122 : Date.now();

/** The rarest verdict comes about once in this many times the runs. */
const RARE = 10;

const planOf = ({ snapshot, policy }: Situation): Plan => decide(snapshot, policy, PRICES);

const forAll = (law: (situation: Situation, plan: Plan) => void, numRuns = RUNS): void =>
  fc.assert(
    fc.property(situations, (situation) => law(situation, planOf(situation))),
    { numRuns, seed: SEED },
  );

/** Each power decision with the instance that it is about. */
const powerOf = ({ snapshot }: Situation, plan: Plan) => {
  const instances = new Map<string, Instance>(
    itemsOf(snapshot.instances).map((one) => [one.id, one]),
  );
  return plan.decisions.flatMap((decision) => {
    const instance = instances.get(decision.target.id);
    return decision.target.kind === 'power' && instance ? [{ decision, instance }] : [];
  });
};

const recordOf = ({ snapshot }: Situation, { id }: Instance): InstanceRecord | undefined =>
  snapshot.memory.instances.find(({ instanceId }) => instanceId === id);

const touches = ({ verdict }: Decision): boolean => verdict === 'stop' || verdict === 'start';
const acts = (decision: Decision): boolean => decision.verdict === 'associate' || touches(decision);

const asSet = (things: readonly unknown[]): readonly string[] =>
  things.map((thing) => JSON.stringify(thing)).sort();

const reversed = <T>(family: Family<T>): Family<T> =>
  family.complete ? complete(family.items.toReversed()) : family;

/** The same account, listed the other way round. */
const otherWayRound = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  instances: reversed(snapshot.instances),
  addresses: reversed(snapshot.addresses),
  volumes: reversed(snapshot.volumes),
  backups: reversed(snapshot.backups),
  securityGroups: reversed(snapshot.securityGroups),
  loadBalancerTargets: reversed(snapshot.loadBalancerTargets),
  spotRequests: reversed(snapshot.spotRequests),
  instanceStatuses: reversed(snapshot.instanceStatuses),
  alarms: reversed(snapshot.alarms),
  notebooks: reversed(snapshot.notebooks),
  notebookMetrics: snapshot.notebookMetrics.toReversed(),
  metrics: snapshot.metrics.toReversed(),
  memory: {
    ...snapshot.memory,
    instances: snapshot.memory.instances.toReversed(),
    notebooks: snapshot.memory.notebooks.toReversed(),
    notices: snapshot.memory.notices.toReversed(),
  },
});

describe('any plan', { timeout: 6_000_000 }, () => {
  test('is drawn from situations that hold every verdict of every rule', () => {
    const seen = new Set<string>();
    forAll((_, plan) => {
      for (const { rule, verdict } of plan.decisions) seen.add(`${rule} ${verdict}`);
    }, RARE * RUNS);
    expect([...seen].sort()).toEqual(EVERY_VERDICT);
  });

  test('is the same for the same account and policy', () => {
    forAll((situation, plan) => {
      expect(planOf(situation)).toEqual(plan);
    });
  });

  test('does not depend on the order in which AWS or the ledger lists things', () => {
    forAll(({ snapshot, policy }, plan) => {
      const other = decide(otherWayRound(snapshot), policy, PRICES);
      expect(asSet(other.decisions)).toEqual(asSet(plan.decisions));
      expect(asSet(other.marks)).toEqual(asSet(plan.marks));
    });
  });

  test('has exactly one decision for each target, and one for the power of each instance', () => {
    forAll((situation, plan) => {
      const keys = plan.decisions.map(({ target }) => keyOf(target));
      expect(new Set(keys).size).toBe(keys.length);
      const listed = itemsOf(situation.snapshot.instances).map(({ id }) => `power/${id}`);
      expect(keys).toEqual(expect.arrayContaining(listed));
    });
  });

  test('keeps every opinion, with the one that won first', () => {
    forAll((_, plan) => {
      for (const { opinions, verdict, reason, rule } of plan.decisions) {
        expect(opinions[0]).toMatchObject({ verdict, reason, rule });
      }
    });
  });

  test('stops only what runs and starts only what is stopped', () => {
    forAll((situation, plan) => {
      for (const { decision, instance } of powerOf(situation, plan)) {
        if (decision.verdict === 'stop') expect(instance.state).toBe('running');
        if (decision.verdict === 'start') expect(instance.state).toBe('stopped');
      }
    });
  });

  test('touches nothing that is not ours, protected, paused or unreadable', () => {
    forAll((situation, plan) => {
      const touched = powerOf(situation, plan).filter(({ decision }) => touches(decision));
      for (const { instance } of touched) expect(offLimits(situation, instance)).toEqual([]);
    });
  });

  test('touches what is held only to bring it to the state that the hold wants', () => {
    forAll((situation, plan) => {
      for (const { decision, instance } of powerOf(situation, plan)) {
        const holds = holdsOf(situation, instance);
        if (holds.length === 0 || !touches(decision)) continue;
        const want = decision.verdict === 'stop' ? 'stopped' : 'running';
        expect(decision.rule).toBe('held');
        expect(holds.map((hold) => hold.want)).toContain(want);
      }
    });
  });

  test('acts on nothing while the list of instances is incomplete', () => {
    forAll(({ snapshot, policy }) => {
      const instances = { complete: false, fault: REFUSED } as const;
      const plan = decide({ ...snapshot, instances }, policy, PRICES);
      const machines = plan.decisions.filter(({ target }) => target.kind !== 'notebook');
      expect(machines.filter(acts)).toEqual([]);
      expect(plan.settled).toEqual([]);
      const deferred = plan.decisions.filter(({ target }) => target.kind === 'power');
      expect(new Set(deferred.map(({ verdict }) => verdict))).not.toContain('leave');
      expect(deferred).toHaveLength(snapshot.memory.instances.length);
    });
  });

  test('acts on no notebook while their list is incomplete, or says what is not so', () => {
    forAll(({ snapshot, policy }) => {
      const notebooks = { complete: false, fault: REFUSED } as const;
      const plan = decide({ ...snapshot, notebooks }, policy, PRICES);
      const verdicts = plan.decisions
        .filter(({ target }) => target.kind === 'notebook')
        .map(({ verdict }) => verdict);
      expect(verdicts.filter((verdict) => verdict !== 'defer')).toEqual([]);
    });
  });

  test('stops only a notebook that is in service, and starts only one that is off', () => {
    forAll(({ snapshot }, plan) => {
      const statuses = new Map<string, string>(
        itemsOf(snapshot.notebooks).map(({ id, status }) => [id, status]),
      );
      for (const { target, verdict } of plan.decisions) {
        if (target.kind !== 'notebook') continue;
        if (verdict === 'stop') expect(statuses.get(target.id)).toBe('InService');
        if (verdict === 'start') expect(statuses.get(target.id)).toBe('Stopped');
      }
    });
  });

  /** Who resumed before an edge has the same pass adopt it anew, and answer. */
  const adoptedWith = ({ marks }: Plan, record: InstanceRecord | undefined) =>
    marks.flatMap((one) =>
      one.mark === 'schedule' && one.instanceId === record?.instanceId ? [one.schedule] : [],
    )[0]?.adoptedAt ?? record?.schedule?.adoptedAt;

  test('acts for an edge only where its schedule was adopted before, since the last switch', () => {
    forAll((situation, plan) => {
      const { activation } = situation.snapshot.memory;
      for (const { decision, instance } of powerOf(situation, plan)) {
        const { key, evidence } = decision.reason;
        if (key !== 'stop-edge' && key !== 'start-edge') continue;
        const adoptedAt = adoptedWith(plan, recordOf(situation, instance)) ?? Number.NaN;
        expect(evidence.edge).toBeGreaterThan(adoptedAt);
        const since = activation?.rules?.schedule ?? activation;
        expect(since?.mode).toBe(plan.modes.schedule);
        expect(adoptedAt).toBeGreaterThanOrEqual(since?.since ?? Number.NaN);
        expect(evidence.edge).toBeLessThanOrEqual(NOON);
      }
    });
  });

  test('stops the idle only after a warning of this run that was readable for its grace', () => {
    forAll((situation, plan) => {
      const { snapshot, policy } = situation;
      for (const { decision, instance } of powerOf(situation, plan)) {
        if (decision.verdict !== 'stop' || decision.rule !== 'idle') continue;
        const warning = recordOf(situation, instance)?.warnings.find(({ rule }) => rule === 'idle');
        expect(warning?.launchTime).toBe(instance.launchTime);
        const read = snapshot.memory.notices
          .filter(({ notice }) => notice.dedupeKey === warning?.noticeKey)
          .flatMap(({ deliveries }) => deliveries)
          .filter(({ status, confirmedRecipient }) => status === 'accepted' && confirmedRecipient)
          .map(({ at }) => plus(at, policy.idle.grace));
        expect(Math.min(...read)).toBeLessThanOrEqual(NOON);
      }
    });
  });

  test('calls nothing idle whose CPU nobody could see', () => {
    forAll((situation, plan) => {
      for (const { decision, instance } of powerOf(situation, plan)) {
        if (decision.rule !== 'idle' || !['stop', 'warn', 'tell'].includes(decision.verdict)) {
          continue;
        }
        const cpu = situation.snapshot.metrics.find(
          (one) => one.instanceId === instance.id && one.metric === 'CPUUtilization',
        );
        expect(cpu?.series.complete && cpu.series.items.length).toBeGreaterThanOrEqual(8);
      }
    });
  });

  test('stays within every limit', () => {
    forAll((situation, plan) => {
      if (plan.mode === 'observe') return;
      const { limits } = situation.policy;
      const used = situation.snapshot.memory.recent.filter(({ at }) => plus(at, HOUR) > NOON);
      const sum = (field: 'actions' | 'shareStops') =>
        used.reduce((total, one) => total + one[field], 0);
      const acting = toActOn(plan);
      const stops = acting.filter(({ verdict }) => verdict === 'stop');
      const idle = stops.filter(({ rule }) => rule === 'idle');
      const fleet = powerOf(situation, plan).filter(
        ({ decision, instance }) => instance.state !== 'running' || decision.rule !== 'not-ours',
      );
      const share = Math.floor((fleet.length * limits.sharePercent) / 100);
      const left = Math.max(0, Math.max(share, limits.shareFloor) - sum('shareStops'));
      expect(stops.length).toBeLessThanOrEqual(limits.stopsPerPass);
      expect(acting.filter(acts).length).toBeLessThanOrEqual(
        Math.max(0, limits.actionsPerHour - sum('actions')),
      );
      expect(idle.length).toBeLessThanOrEqual(left);
    });
  });

  test('acts for no rule that only observes, and warns of nothing for it', () => {
    forAll(({ snapshot, policy }) => {
      for (const rule of ACTING_RULES) {
        const modes: Modes = { ...policy.modes, [rule]: 'observe' };
        const plan = decide(snapshot, { ...policy, mode: 'act', modes }, PRICES);
        expect(toActOn(plan).map((decision) => decision.rule)).not.toContain(rule);
        const warned = plan.marks.flatMap((mark) => (mark.mark === 'warned' ? [mark.warning] : []));
        expect(warned.map((warning) => warning.rule)).not.toContain(rule);
      }
    });
  });

  test('that only observes carries no call, knows no limit and warns nobody', () => {
    forAll(({ snapshot, policy }) => {
      const plan = decide(snapshot, { ...policy, mode: 'observe' }, PRICES);
      expect(plan.mode).toBe('observe');
      expect(plan.decisions.flatMap(({ association }) => association ?? [])).toEqual([]);
      expect(plan.decisions.map(({ rule }) => rule)).not.toContain('limits');
      expect(plan.marks.map(({ mark }) => mark)).not.toContain('warned');
    });
  });
});

const EVERY_VERDICT = [
  'addresses associate',
  'addresses defer',
  'addresses leave',
  'addresses tell',
  'exposure defer',
  'exposure leave',
  'exposure tell',
  'health defer',
  'health leave',
  'health tell',
  'held defer',
  'held leave',
  'held start',
  'held stop',
  'idle defer',
  'idle leave',
  'idle stop',
  'idle tell',
  'idle warn',
  'idle withdraw',
  'limits defer',
  'not-ours defer',
  'not-ours leave',
  'notebooks defer',
  'notebooks leave',
  'notebooks start',
  'notebooks stop',
  'notebooks warn',
  'notebooks withdraw',
  'nothing defer',
  'nothing leave',
  'protected leave',
  'schedule defer',
  'schedule leave',
  'schedule start',
  'schedule stop',
  'schedule warn',
  'volumes defer',
  'volumes leave',
  'volumes tell',
];

const HOUR = minutes(60);
const REFUSED = {
  code: 'throttled',
  message: 'AWS said no',
  awsCode: null,
  permission: null,
  culprits: [],
} as const;

const isOn = (value: string | undefined): boolean =>
  value !== undefined && value !== 'no' && value !== 'false';

/** Why an instance must not be touched, said once more and more simply than the product does. */
function offLimits({ snapshot, policy }: Situation, one: Instance): readonly string[] {
  const { tags } = one;
  const persistent = itemsOf(snapshot.spotRequests).some(
    ({ id, type }) => id === one.spotRequestId && type === 'persistent',
  );
  const young = one.state === 'running' && plus(one.launchTime, minutes(15)) > NOON;
  const reasons: Readonly<Record<string, boolean>> = {
    ignored: isOn(tags['tierkeeper:ignore']),
    kept: isOn(tags['tierkeeper:keep']),
    grouped: 'aws:autoscaling:groupName' in tags,
    unmanaged:
      policy.manage === 'tagged' && !Object.keys(tags).some((key) => key.startsWith('tierkeeper:')),
    'run by AWS': one.operator.managed,
    'on an instance store': one.rootDevice === 'instance-store',
    'on a host of its own': one.tenancy === 'host',
    'paid in advance': one.lifecycle === 'capacity-block',
    'spot for once': one.lifecycle === 'spot' && !persistent,
    young,
    'losing data':
      one.state === 'running' &&
      one.type === 'm5d.large' &&
      policy.volumes.instanceStore === 'keep',
    paused: snapshot.memory.control?.paused ?? false,
    unreadable: ['ofice', 'soon', 'later'].some((value) => Object.values(tags).includes(value)),
  };
  return Object.entries(reasons).flatMap(([name, applies]) => (applies ? [name] : []));
}

function holdsOf({ snapshot }: Situation, { id, tags }: Instance): readonly Pick<Hold, 'want'>[] {
  const links = snapshot.memory.holds.filter((one) => one.instanceId === id && one.until > NOON);
  const today = tags['tierkeeper:hold-until'] === '2026-11-24';
  return today ? [...links, { want: 'leave' }] : links;
}
