/** Months in JSON, each named in prose: what a usage file gives at a time. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { meterOf } from './metered.ts';

const folder = `${import.meta.dirname}/months`;

const limit = z.partialRecord(
  z.enum(['used', 'limit', 'forecast', 'reachedAt']),
  z.union([z.number(), z.string(), z.null()]),
);
const monthDocument = z.strictObject({
  name: z.string(),
  usage: z.unknown(),
  now: z.string(),
  month: z.string().optional(),
  /** All that there are, or those of the names that are given. */
  limits: z.record(z.string(), limit).optional(),
  cost: z.record(z.string(), z.union([z.number(), z.boolean()])).optional(),
  credits: z.record(z.string(), z.unknown()).nullable().optional(),
  problems: z.array(z.string()).optional(),
});
type MonthCase = z.output<typeof monthDocument>;

const tables = readdirSync(folder).map((file) => ({
  file,
  cases: z
    .array(monthDocument)
    .parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')))
    .map((one) => [one.name, one] as const),
}));

/** As near as numbers in decimals can be told. */
function expectNear(actual: unknown, expected: unknown): void {
  if (typeof expected === 'number') expect(actual).toBeCloseTo(expected, 9);
  else expect(actual).toEqual(expected);
}

function expectLimits(actual: ReturnType<typeof meterOf>['limits'], expected: MonthCase['limits']) {
  if (expected === undefined) return;
  expect(actual).toHaveLength(Object.keys(expected).length === 0 ? 0 : 4);
  for (const [name, fields] of Object.entries(expected)) {
    const found = actual.find((one) => one.name === name);
    for (const [field, value] of Object.entries(fields)) {
      expectNear(found && Reflect.get(found, field), value);
    }
  }
}

describe.each(tables)('$file', ({ cases }) => {
  it.each(cases)('%s', (_, one) => {
    const { limits, costMicroUsd, credits, month, problems } = meterOf(one.usage, one.now);
    expectLimits(limits, one.limits);
    if (one.cost) expect(costMicroUsd).toMatchObject(one.cost);
    if (one.credits === null) expect(credits).toBeUndefined();
    else if (one.credits) expect(credits).toMatchObject(one.credits);
    if (one.problems) {
      expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual(one.problems);
    }
    expect(month).toBe(one.month ?? one.now.slice(0, 7));
  });
});
