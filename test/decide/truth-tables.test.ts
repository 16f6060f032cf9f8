import { describe, expect, test } from 'vitest';
import { toActOn } from '../../src/lib/decide/modes.ts';
import type { Decision } from '../../src/lib/model/decision.ts';
import { keyOf } from '../../src/lib/model/target.ts';
import { casesOf, type Expected, TABLES } from './tables.ts';
import {
  countsOf,
  decisionsOf,
  type Given,
  markNamed,
  marksOf,
  noticeNamed,
  noticesOf,
  planOf,
  revived,
} from './truth-table.ts';

test('the tables hold a hundred and fifty cases, and no two have one name', () => {
  const names = TABLES.flatMap(casesOf).map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(150);
  expect(new Set(names).size).toBe(names.length);
});

const CALLS = new Set(['stop', 'start', 'associate']);
const isCall = ({ verdict }: Decision): boolean => CALLS.has(verdict);
const labelOf = ({ verdict, target }: Decision): string => `${verdict} ${keyOf(target)}`;

describe.each(TABLES)('%s', (file) => {
  test.each(casesOf(file))('$name', ({ given, then }) => {
    const plan = planOf(revived(given) as Given);
    const { target = 'power/i-00000001', others = {}, counts, associates, hibernate } = then;
    const decision = plan.decisions.find((one) => keyOf(one.target) === target);
    const { verdict, reason, rule, evidence = {} } = then;
    if (reason !== undefined) {
      expect(decision).toMatchObject({ verdict, reason: { key: reason } });
      expect(decision?.rule).toBe(rule);
      expect(decision?.reason.evidence).toMatchObject(revived(evidence) as object);
    }
    expect(marksOf(plan)).toEqual([...(then.marks ?? [])].sort());
    expect(noticesOf(plan)).toEqual([...(then.notices ?? [])].sort());
    expect(plan.settled.map(({ result }) => result)).toEqual(then.settled ?? []);
    for (const [label, fields] of revivedEntries(then.writes)) {
      expect(markNamed(plan, label)).toMatchObject(fields);
    }
    for (const [label, fields] of revivedEntries(then.tells)) {
      expect(noticeNamed(plan, label)).toMatchObject(fields);
    }
    for (const [key, fields] of revivedEntries(then.heard)) {
      const opinion = decision?.opinions.find((one) => one.reason.key === key);
      expect(opinion?.reason.evidence, key).toMatchObject(fields);
    }
    if (then.outcome) expect(plan.settled[0]).toMatchObject(revived(then.outcome) as object);
    expect(decisionsOf(plan)).toMatchObject(others);
    if (counts) expect(countsOf(plan)).toEqual(counts);
    if (hibernate !== undefined) expect(decision?.hibernate).toBe(hibernate);
    if (then.acts) expect(toActOn(plan).filter(isCall).map(labelOf)).toEqual(then.acts);
    if (then.places) expect(decision?.association).toMatchObject(then.places);
    if (associates !== undefined) {
      expect(decision?.association?.allocationId ?? null).toBe(associates);
    }
  });
});

const revivedEntries = (named: Expected['writes'] = {}): readonly (readonly [string, object])[] =>
  Object.entries(named).map(([label, fields]) => [label, revived(fields) as object]);
