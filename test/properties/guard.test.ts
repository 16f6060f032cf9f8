/** The guard over fleets as they are drawn: who is stopped for the free hours, in which order. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { decide } from '../../src/lib/decide/decide.ts';
import type { AllowanceNews } from '../../src/lib/model/allowance-news.ts';
import type { Decision, Plan } from '../../src/lib/model/decision.ts';
import { complete } from '../../src/lib/model/family.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import type { InstanceRecord } from '../../src/lib/model/instance-record.ts';
import { between, hours, type Instant, inHours, minus } from '../../src/lib/model/instant.ts';
import type { Policy } from '../../src/lib/model/policy.ts';
import { newestEdge } from '../../src/lib/schedule/edges.ts';
import { at, NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { memory, record, scheduleState, warning } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

const NOVEMBER = at('2026-11-01T00:00Z');
const DECEMBER = at('2026-12-01T00:00Z');
const HOURS_FREE = 750;
const AHEAD = inHours(hours((DECEMBER - NOON) / 3_600_000));
/** The grace, and what may go by between two looks. */
const UNTIL_STOPPED = 20 / 60 + 15 / 60;

interface Drawn {
  readonly type: 't3.micro' | 't2.micro' | 't3.small';
  readonly platform: Instance['platform'];
  readonly isOn: boolean;
  /** Hours since its launch, of all those that are different. */
  readonly age: number;
  readonly priority: number;
  readonly fate: 'idle' | 'kept' | 'held' | 'usual';
  /** Of one that is off: who stopped it, and whether a window of now wants it on. */
  readonly off: 'by-guard' | 'by-schedule';
  readonly window: 'none' | 'open' | 'closed';
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  type: fc.constantFrom('t3.micro', 't3.micro', 't2.micro', 't3.small'),
  platform: fc.constantFrom('linux', 'linux', 'linux', 'windows'),
  isOn: fc.constantFrom(true, true, true, false),
  age: fc.integer({ min: 2, max: 600 }),
  priority: fc.constantFrom(0, 0, -5, 3),
  fate: fc.constantFrom('usual', 'usual', 'usual', 'idle', 'kept', 'held'),
  off: fc.constantFrom('by-guard', 'by-schedule'),
  window: fc.constantFrom('none', 'open', 'closed'),
});

const fleets = fc.record({
  fleet: fc.uniqueArray(drawn, { minLength: 1, maxLength: 7, selector: ({ age }) => age }),
  stopAtPercent: fc.constantFrom(60, 80, 95, 100),
  restart: fc.boolean(),
});

/** NOON is 21:00 in Seoul. */
const policyOf = (stopAtPercent: number, restart: boolean): Policy =>
  policy({
    ...{ mode: 'act', zone: 'Asia/Seoul', limits: { stopsPerPass: 2 } },
    freeTier: {
      ...{ plan: 'legacy', accountCreated: '2026-01-15' },
      ...{ guard: 'stop', stopAtPercent, restart },
    },
    schedules: {
      open: { running: ['daily 20:00-24:00'], start: 'all' },
      closed: { running: ['daily 09:00-19:00'] },
    },
  });

const launchOf = ({ isOn, age }: Drawn): Instant => minus(isOn ? NOON : NOVEMBER, hours(age));

function instanceOf(one: Drawn, index: number): Instance {
  const { type, platform, isOn, priority, fate, window } = one;
  return instance({
    ...{ id: instanceId(index + 1), type, platform, launchTime: launchOf(one) },
    state: isOn ? 'running' : 'stopped',
    tags: {
      'tierkeeper:priority': `${priority}`,
      'tierkeeper:schedule': isOn || window === 'none' ? 'none' : window,
      ...(fate === 'kept' ? { 'tierkeeper:keep': 'true' } : {}),
      ...(fate === 'held' ? { 'tierkeeper:hold-until': '2026-12-24' } : {}),
    },
  });
}

function recordOf(one: Drawn, seen: Instance, { schedules }: Policy): InstanceRecord {
  const { launchTime } = seen;
  const rule = one.off === 'by-guard' ? 'guard' : 'schedule';
  const stop = { rule, at: minus(NOVEMBER, hours(1)), result: 'stopped' } as const;
  const schedule = schedules[one.window];
  // What opened at 20:00 is still to be answered, but of what the guard stopped in October.
  const edge = schedule && one.off === 'by-guard' ? newestEdge(schedule, NOON) : null;
  return record(seen, {
    warnings: one.isOn && one.fate === 'idle' ? [warning({ launchTime })] : [],
    ...(one.isOn ? {} : { lastStop: stop }),
    ...(schedule && !one.isOn
      ? { schedule: scheduleState(schedule, edge ? { answeredEdge: edge.at } : {}) }
      : {}),
  });
}

type Guarded = Extract<AllowanceNews, { readonly news: 'guard' }>;

function guardNews({ marks }: Plan, name: string): Guarded | null {
  const news = marks.flatMap((mark) =>
    mark.mark === 'notice' && mark.notice.kind === 'allowance-threshold' ? [mark.notice.facts] : [],
  );
  return (
    news.flatMap((one) => (one.news === 'guard' && one.use.name === name ? [one] : []))[0] ?? null
  );
}

interface Lived {
  readonly fleet: readonly (Drawn & { readonly id: string })[];
  readonly stopAtPercent: number;
  readonly restart: boolean;
  readonly plan: Plan;
  readonly decisionOn: (id: string) => Decision | undefined;
}

interface Given {
  readonly fleet: readonly Drawn[];
  readonly stopAtPercent: number;
  readonly restart: boolean;
}

function lived(of: Given): Lived {
  const rules = policyOf(of.stopAtPercent, of.restart);
  const seen = of.fleet.map(instanceOf);
  const records = of.fleet.flatMap((one, index) => {
    const known = seen[index];
    return known === undefined ? [] : [recordOf(one, known, rules)];
  });
  const sight = snapshot({ instances: complete(seen), memory: memory({ instances: records }) });
  const plan = decide(sight, rules, PRICES);
  const decisionOn = (id: string) =>
    plan.decisions.find(({ target }) => target.kind === 'power' && target.id === id);
  const fleet = of.fleet.map((one, index) => ({ ...one, id: `${instanceId(index + 1)}` }));
  return { ...of, fleet, plan, decisionOn };
}

const POOLS = [
  ['instanceHoursLinux', 'linux'],
  ['instanceHoursWindows', 'windows'],
] as const;

const drawsOn =
  (platform: Instance['platform']) =>
  (one: Drawn): boolean =>
    one.type !== 't3.small' && one.platform === platform;

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Hours of the month that these have run; those that are off ended with October. */
const usedBy = (runners: readonly Drawn[]): number =>
  sum(
    runners
      .filter(({ isOn }) => isOn)
      .map(({ age }) => Math.min(age, inHours(between(NOVEMBER, NOON)))),
  );

describe('the guard, over any fleet', () => {
  test.prop([fleets])(
    'stops idle ones, then the lowest, then the newest, as few as it must',
    (of) => {
      const { fleet, stopAtPercent, plan, decisionOn } = lived(of);
      for (const [name, platform] of POOLS) {
        const pool = fleet.filter(drawsOn(platform));
        const running = pool.filter(({ isOn }) => isOn);
        const used = usedBy(running);
        const news = guardNews(plan, name);
        if (used * 100 < HOURS_FREE * stopAtPercent) {
          expect(news).toBeNull();
          expect(pool.map(({ id }) => decisionOn(id)?.verdict)).not.toContain('warn');
          continue;
        }
        const order = running
          .filter(({ fate }) => fate === 'usual' || fate === 'idle')
          .toSorted(
            (a, b) =>
              Number(b.fate === 'idle') - Number(a.fate === 'idle') ||
              a.priority - b.priority ||
              a.age - b.age,
          );
        const fixed = running.length - order.length;
        const lasts = (stops: number): boolean =>
          (order.length - stops + fixed) * AHEAD + stops * UNTIL_STOPPED <= HOURS_FREE - used;
        const few = [...order.keys()].find(lasts) ?? order.length;
        const chosen = order.slice(0, few).map(({ id }) => id);
        expect(news?.stops.map(({ id }) => `${id}`) ?? []).toEqual(chosen);
        for (const { id } of running) {
          const { verdict, rule } = decisionOn(id) ?? {};
          if (rule === 'guard') expect([chosen.includes(id), verdict]).toEqual([true, 'warn']);
        }
      }
    },
  );

  test.prop([fleets])('says what it leaves running, why, and what a day of it costs', (of) => {
    const { fleet, plan } = lived(of);
    for (const [name, platform] of POOLS) {
      const news = guardNews(plan, name);
      if (news === null) continue;
      const running = fleet.filter((one) => drawsOn(platform)(one) && one.isOn);
      const named = [...news.stops, ...news.left].map(({ id }) => `${id}`);
      expect(named.toSorted()).toEqual(running.map(({ id }) => id).toSorted());
      for (const { id, because, dayMicroUsd } of news.left) {
        const { type, fate } = running.find((one) => one.id === `${id}`) ?? {};
        const why = fate === 'kept' ? 'protected' : fate === 'held' ? 'held' : 'fits';
        const hour = PRICES.instanceHour({ type: type ?? '', platform, region: 'ap-northeast-2' });
        const day = why === 'fits' ? 0 : hour === null ? null : hour * 24;
        expect([because, dayMicroUsd]).toEqual([why, day]);
      }
    }
  });

  test.prop([fleets])(
    'lets nothing start above its threshold, and starts again in a window',
    (of) => {
      const { fleet, stopAtPercent, restart, decisionOn } = lived(of);
      for (const [, platform] of POOLS) {
        const pool = fleet.filter(drawsOn(platform));
        const isClosed = usedBy(pool) * 100 >= HOURS_FREE * stopAtPercent;
        for (const { id, fate, off, window } of pool.filter(({ isOn }) => !isOn)) {
          const { verdict, rule } = decisionOn(id) ?? {};
          const isFree = fate === 'usual' || fate === 'idle';
          const again = off === 'by-guard' && restart && window !== 'closed';
          const opens = off === 'by-schedule' && window === 'open';
          const starts = isFree && (again || opens) && !isClosed;
          expect([id, verdict === 'start']).toEqual([id, starts]);
          if (starts) expect(rule).toBe(again ? 'guard' : 'schedule');
        }
      }
    },
  );
});
