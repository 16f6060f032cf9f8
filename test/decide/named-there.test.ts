/** Instances of other Regions by the name that people gave them, and by where they are. */
import { describe, expect, test } from 'vitest';
import { liveMeter } from '../../src/lib/decide/free-tier/live-meter.ts';
import { thresholdNews } from '../../src/lib/decide/free-tier/thresholds.ts';
import { worldOf } from '../../src/lib/decide/world.ts';
import { seenUsage } from '../../src/lib/meter/seen-usage.ts';
import { complete } from '../../src/lib/model/family.ts';
import type { SurveyRecord } from '../../src/lib/model/ledger.ts';
import { at, NOON } from '../build/at.ts';
import { instanceId } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { memory } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

const NOVEMBER = at('2026-11-01T00:00Z');
const HOME = 'ap-northeast-2';

/** What a sweep sees there, and a pass at home tells of it. */
function sharesOf(tags: Readonly<Record<string, string>>) {
  const there = instance({ id: instanceId(2), launchTime: NOVEMBER, tags });
  const none = { volumes: complete([]), addresses: complete([]) };
  const usage = seenUsage({
    sight: {
      takenAt: NOON,
      regions: [{ region: 'us-west-2', instances: complete([there]), ...none }],
    },
    plan: { kind: 'legacy', accountCreated: null },
    scheduleOf: () => null,
    dueOf: () => undefined,
    remembered: { region: HOME, records: [], gone: [] },
  });
  const survey: SurveyRecord = {
    ...{ kind: 'survey', date: '2026-11-23', at: NOON, regionsRead: 2, findings: [], leftOut: 0 },
    ...{ unseen: [], unread: [], unlooked: [], leftBackups: [], usage },
  };
  const home = complete([instance({ launchTime: NOVEMBER, tags: { Name: 'web' } })]);
  const world = worldOf(
    snapshot({ takenAt: NOON, instances: home, memory: memory({ survey }) }),
    policy({ freeTier: { plan: 'legacy', accountCreated: '2026-01-15' }, idle: { on: false } }),
    PRICES,
  );
  const live = liveMeter(world);
  if (live === null) throw new Error('nothing is metered');
  const [notice] = thresholdNews(world, live, []).notices;
  const facts = notice?.facts;
  return facts?.news === 'threshold' ? facts.shares.map(({ name }) => name).toSorted() : [];
}

describe('a threshold', () => {
  test('names what runs in another Region as people do, and says where', () => {
    expect(sharesOf({ Name: 'batch' })).toEqual(['batch (us-west-2)', 'web']);
  });

  test('names it by its id where nobody gave it a name, and keeps the Region of a long one', () => {
    expect(sharesOf({})).toEqual([`${instanceId(2)} (us-west-2)`, 'web']);
    expect(sharesOf({ Name: 'a-name-that-is-longer-than-any-line' })).toEqual([
      'a-name-that-is-longer-th (us-west-2)',
      'web',
    ]);
  });
});
