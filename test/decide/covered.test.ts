/** Whether a stop saves money, or hours of the free tier that nobody pays for. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/lib/decide/decide.ts';
import { complete } from '../../src/lib/model/family.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import { minutes, plus } from '../../src/lib/model/instant.ts';
import type { SurveyRecord } from '../../src/lib/model/ledger.ts';
import { usd } from '../../src/lib/model/money.ts';
import type { StopEffects } from '../../src/lib/model/stop-effects.ts';
import { at, NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { instance, networkInterface, privateAddress } from '../build/instance.ts';
import { memory, record, scheduleState } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

const MONTH_BEGAN = at('2026-11-01T00:00Z');
const LEGACY = { plan: 'legacy', accountCreated: '2026-01-15' };

interface Given {
  readonly freeTier?: Readonly<Record<string, unknown>>;
  /** Runs with the one that is asked about. */
  readonly others?: number;
  readonly more?: Partial<Instance>;
  /** What AWS told the last sweep; null: nothing. */
  readonly credits?: number | null;
}

const seat = (publicIp: string) =>
  networkInterface({ privateAddresses: [privateAddress({ publicIp, elastic: false })] });

const NIGHTLY = { stop: '22:00', start: '07:00' };
/** 21:45 in Seoul, when the warning goes out. */
const SOON = plus(NOON, minutes(45));

const surveyed = (credits: number): SurveyRecord => ({
  ...{ kind: 'survey', date: '2026-11-24', at: NOON, regionsRead: 2, findings: [], leftOut: 0 },
  ...{ unseen: [], unread: [], unlooked: [], leftBackups: [] },
  usage: {
    plan: { kind: 'credits', credits: { amount: usd(credits), asOf: NOON }, endsAt: null },
    ...{ instances: [], volumes: [], addresses: [] },
  },
});

function warned({ freeTier = LEGACY, others = 0, more = {}, credits = null }: Given): StopEffects {
  const as = policy({ freeTier, idle: { on: false }, nightly: NIGHTLY, zone: 'Asia/Seoul' });
  const instances = Array.from({ length: others + 1 }, (_, index) =>
    instance({ id: instanceId(index + 1), launchTime: MONTH_BEGAN, ...more }),
  );
  const schedule = as.nightly && scheduleState(as.nightly);
  const survey = credits === null ? null : surveyed(credits);
  const known = memory({ instances: instances.map((one) => record(one, { schedule })), survey });
  const seen = snapshot({ takenAt: SOON, instances: complete(instances), memory: known });
  const [notice] = decide(seen, as, PRICES).marks.flatMap((mark) =>
    mark.mark === 'notice' && mark.notice.kind === 'about-to-stop' ? mark.notice : [],
  );
  if (notice === undefined) throw new Error('nobody is warned');
  return notice.facts.effects;
}

describe('the warning of a stop', () => {
  test('names hours of the free tier, while the month takes no more than there are', () => {
    const { freeHours, freeAddress } = warned({ more: { interfaces: [seat('203.0.113.5')] } });
    expect(freeHours?.limit).toBe(750);
    expect(freeHours?.forecast).toBeLessThan(750);
    expect(freeAddress).toBe(true);
  });

  test('names money where two of them take more', () => {
    const effects = warned({ others: 1 });
    expect(effects).not.toHaveProperty('freeHours');
    expect(effects.savesMicroUsdPerHour).toBe(13_000);
  });

  test.each([
    ['there is no free tier', { freeTier: { plan: 'none' } }],
    [
      'nobody knows of how many credits',
      { freeTier: { plan: 'credits', accountCreated: '2026-09-01' } },
    ],
    ['nobody knows', { freeTier: {} }],
    ['its type is none of the free ones', { more: { type: 't3.large' } }],
    [
      'the 12 months end with this month',
      { freeTier: { plan: 'legacy', accountCreated: '2025-11-26' } },
    ],
  ] satisfies readonly (readonly [string, Given])[])('names money where %s', (_, given) => {
    expect(warned(given)).not.toHaveProperty('freeHours');
    expect(warned(given)).not.toHaveProperty('byCredits');
  });

  test('names credits as long as there are any, and money when they are used up', () => {
    const freeTier = { plan: 'credits', accountCreated: '2026-09-01' };
    expect(warned({ freeTier, credits: 87 })).toMatchObject({ byCredits: true });
    expect(warned({ freeTier, credits: 87 })).not.toHaveProperty('freeHours');
    expect(warned({ freeTier, credits: 0 })).not.toHaveProperty('byCredits');
  });
});
