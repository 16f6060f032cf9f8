/** The decision log: what is new in it is what changed, and it always fits. */
import { test as law } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import type { Decision, RuleName } from '../../src/lib/model/decision.ts';
import type { DecisionLog } from '../../src/lib/model/decision-log.ts';
import { minutes, plus } from '../../src/lib/model/instant.ts';
import { type Reason, reason } from '../../src/lib/model/reason.ts';
import { keyOf } from '../../src/lib/model/target.ts';
import type { Verdict } from '../../src/lib/model/verdict.ts';
import { decisionsAfter } from '../../src/lib/record/decision-log.ts';
import { NOON } from '../build/at.ts';
import { instanceId, volumeId } from '../build/ids.ts';

const REASONS: readonly (readonly [Verdict, RuleName, (text: string, at: number) => Reason])[] = [
  ['leave', 'nothing', (text) => reason('nothing-due', { state: text })],
  ['stop', 'idle', (_, at) => reason('boot-grace', { until: plus(NOON, minutes(at)) })],
  ['leave', 'not-ours', (text) => reason('keep-tag', { tag: text })],
  [
    'leave',
    'protected',
    (text) => reason('unreadable-tag', { tag: text, value: text, expected: text.repeat(9) }),
  ],
];

type Drawn = readonly [target: number, what: number, text: string, at: number];

const drawn: fc.Arbitrary<Drawn> = fc.tuple(
  fc.nat({ max: 140 }),
  fc.nat({ max: REASONS.length - 1 }),
  fc.string({ unit: 'grapheme', maxLength: 256 }),
  fc.nat({ max: 99 }),
);

function decisionOf([number, what, text, at]: Drawn): Decision {
  const [verdict, rule, because] = REASONS[what] ?? expect.fail('no such reason');
  const said = because(text, at);
  const opinion = { rule, verdict, reason: said, binding: true, marks: [] };
  const target = { kind: 'power', id: instanceId(number) } as const;
  return {
    target,
    verdict,
    rule,
    reason: said,
    opinions: [opinion],
    association: null,
    hibernate: false,
  };
}

const passes = fc.array(
  fc
    .uniqueArray(drawn, { maxLength: 140, selector: ([number]) => number })
    .map((all) => all.map(decisionOf)),
  { minLength: 1, maxLength: 6 },
);

const names = new Map<string, string>();
const decided = (decisions: readonly Decision[], pass: number) => ({
  decisions,
  names,
  now: plus(NOON, minutes(5 * pass)),
});

const saysOf = ({ standing }: DecisionLog): readonly string[] =>
  standing.map(({ target, verdict, reason: { key } }) => `${keyOf(target)} ${verdict} ${key}`);

const lived = (all: readonly (readonly Decision[])[]): readonly DecisionLog[] => {
  const logs: DecisionLog[] = [];
  for (const [pass, decisions] of all.entries()) {
    const after = decisionsAfter(logs.at(-1) ?? null, decided(decisions, pass));
    logs.push(after ?? logs.at(-1) ?? expect.fail('the first pass writes'));
  }
  return logs;
};

describe('the decision log', () => {
  law.prop([passes])('stays within its bounds, newest first', (all) => {
    for (const { standing, recent } of lived(all)) {
      expect(standing.length).toBeLessThanOrEqual(100);
      expect(recent.length).toBeLessThanOrEqual(50);
      expect(recent.map(({ at }) => at)).toEqual(
        recent.map(({ at }) => at).toSorted((a, b) => b - a),
      );
      expect(Buffer.byteLength(JSON.stringify({ standing, recent }))).toBeLessThan(350_000);
    }
  });

  law.prop([passes])(
    'is not written where every decision is as it was, whatever its numbers',
    (all) => {
      const log = lived(all).at(-1) ?? expect.fail('no pass');
      const last = all.at(-1) ?? [];
      const renumbered = last.map((decision) =>
        decision.reason.key === 'boot-grace'
          ? { ...decision, reason: reason('boot-grace', { until: plus(NOON, minutes(999)) }) }
          : decision,
      );
      expect(decisionsAfter(log, decided(renumbered, 99))).toBeNull();
    },
  );

  law.prop([passes])('has as standing what the last pass decided', (all) => {
    const log = lived(all).at(-1) ?? expect.fail('no pass');
    const wanted = (all.at(-1) ?? [])
      .map(({ target, verdict, reason: { key } }) => `${keyOf(target)} ${verdict} ${key}`)
      .toSorted()
      .slice(0, 100);
    expect(saysOf(log).toSorted()).toEqual(wanted);
  });

  law.prop([passes])('tells of each change once, with the time of the pass that made it', (all) => {
    const [before, log] = [lived(all).at(-2) ?? null, lived(all).at(-1) ?? expect.fail('no pass')];
    const at = plus(NOON, minutes(5 * (all.length - 1)));
    const fresh = log.recent.filter((one) => one.at === at).map(({ target }) => keyOf(target));
    const known = new Set(before === null ? [] : saysOf(before));
    const changed = saysOf(log)
      .filter((says) => !known.has(says))
      .map((says) => says.split(' ')[0]);
    expect(new Set(fresh).size).toBe(fresh.length);
    expect(fresh).toEqual(changed.slice(0, 50));
  });

  law.prop([passes])('says nothing of volumes', (all) => {
    const [first = []] = all;
    const volumes = first.map(
      (decision, index): Decision => ({
        ...decision,
        target: { kind: 'volume', id: volumeId(index) },
      }),
    );
    expect(decisionsAfter(null, decided(volumes, 0))).toEqual({
      kind: 'decision-log',
      standing: [],
      recent: [],
    });
  });
});
