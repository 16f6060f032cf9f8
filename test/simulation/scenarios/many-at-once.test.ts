/**
 * What turns at once asks much of a table of few units: what DynamoDB refuses comes later, and
 * nothing is lost, done twice or told twice.
 */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import { type Instant, minutes, plus } from '../../../src/lib/model/instant.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { judgeHistory } from '../checkers/all-laws.ts';
import { graceIsKept } from '../checkers/grace-is-kept.ts';
import { ownCalls } from '../checkers/law.ts';
import { STACK } from '../checkers/own-stack.ts';
import { begin, type Scenario } from '../scenario.ts';

function together(instances: number) {
  const names = Array.from({ length: instances }, (_, index) => `server-${index}`);
  const night = begin({
    policy: `
nightly: { stop: "22:00", start: "07:00", warn: 15m }
limits: { stopsPerPass: 1000, actionsPerHour: 1000 }`,
    begins: '21:00',
    tableUnits: STACK,
    account: (setup) => {
      for (const name of names) setup.instance({ name, load: steady() });
    },
  });
  return { night, names, turns: () => names.map((name) => night.turns(name)) };
}

/** A mail names a hundred of those that it warns of: the law finds no others in it. */
const brokenIn = (history: History) =>
  judgeHistory(history).filter(({ law, violations }) => law !== graceIsKept && violations.length);

/** From when on each was known to be warned of, as the ledger has it. */
function warnedAt(night: Scenario): ReadonlyMap<string, Instant> {
  const accepted = night.items('notice').flatMap(({ notice, deliveries }) => {
    const at = deliveries.find(({ status }) => status === 'accepted')?.at;
    if (notice.kind !== 'about-to-stop' || at === undefined) return [];
    return [[notice.facts.subject.instanceId, at] as const];
  });
  return new Map(accepted);
}

describe('instances that turn at once, with a table of the units that it is deployed with', () => {
  test('turn on time where they are fifty', async () => {
    const { night, turns } = together(50);
    await night.until('+1 08:00');
    expect(new Set(turns().map(String))).toEqual(new Set(['22:00 stop,+1 07:00 start']));
  });

  test('are stopped by 23:05 where they are five hundred, each once and warned', async () => {
    const { night, names, turns } = together(500);
    const history = await night.historyUntil('23:59');
    expect(brokenIn(history)).toEqual([]);
    const stops = turns().flat();
    expect(stops).toHaveLength(500);
    expect(stops.toSorted().at(-1)).toBe('23:00 stop');
    expect(stops).toContain('22:00 stop');
    expect(names.filter((name) => night.state(name) !== 'stopped')).toEqual([]);
    const told = night.told('stopped').map(({ name }) => name);
    expect(told).toHaveLength(new Set(told).size);
    const warned = warnedAt(night);
    const tooSoon = ownCalls(history).filter(
      ({ on, at }) => at < plus(warned.get(on) ?? at, minutes(15)),
    );
    expect(tooSoon).toEqual([]);
  }, 60_000);
});
