import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { keyOf } from '../../src/lib/model/target.ts';
import {
  countsOf,
  decisionsOf,
  type Given,
  marksOf,
  noticesOf,
  planOf,
  revived,
} from './truth-table.ts';

interface TruthCase {
  readonly name: string;
  readonly given: Given;
  readonly then: Expected;
}

/** What is left out of `marks`, `notices` and `settled` must not happen. */
interface Expected {
  /** `power/i-00000001` unless it says otherwise. */
  readonly target?: string;
  readonly verdict?: string;
  readonly reason?: string;
  readonly rule?: string;
  /** So much of the evidence as the case is about. */
  readonly evidence?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly string[];
  readonly notices?: readonly string[];
  readonly settled?: readonly string[];
  /** Other targets: `stop idle`. */
  readonly others?: Readonly<Record<string, string>>;
  readonly counts?: Readonly<Record<string, number>>;
  readonly associates?: string | null;
  readonly hibernate?: boolean;
}

const FOLDER = new URL('./', import.meta.url);
const TABLES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

const casesOf = (file: string): readonly TruthCase[] =>
  JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as readonly TruthCase[];

test('the tables hold a hundred and fifty cases, and no two have one name', () => {
  const names = TABLES.flatMap(casesOf).map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(150);
  expect(new Set(names).size).toBe(names.length);
});

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
    expect(decisionsOf(plan)).toMatchObject(others);
    if (counts) expect(countsOf(plan)).toEqual(counts);
    if (hibernate !== undefined) expect(decision?.hibernate).toBe(hibernate);
    if (associates !== undefined) {
      expect(decision?.association?.allocationId ?? null).toBe(associates);
    }
  });
});
