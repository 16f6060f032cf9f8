import { describe, expect, test } from 'vitest';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import {
  readUnits,
  tableCapacity,
  writeUnits,
} from '../../src/lib/cloud/simulated/table-capacity.ts';
import { hours, seconds } from '../../src/lib/model/instant.ts';

describe('a provisioned table', () => {
  test('has its units a second, and five minutes of what was not used', async () => {
    const aws = simulatedAccount();
    const capacity = tableCapacity(aws.account.engine, { readUnits: 5, writeUnits: 5 });
    expect(capacity.take('writeUnits', 1_500)).toBe(true);
    expect(capacity.take('writeUnits', 1)).toBe(false);
    expect(capacity.take('readUnits', 1_500)).toBe(true);
    await aws.advance(seconds(2));
    expect(capacity.take('writeUnits', 11)).toBe(false);
    expect(capacity.take('writeUnits', 10)).toBe(true);
    await aws.advance(hours(1));
    expect(capacity.take('writeUnits', 1_501)).toBe(false);
    expect(capacity.take('writeUnits', 1_500)).toBe(true);
  });

  test('counts what is begun: of writes each KB, of reads each 4 KB, and half where stale', () => {
    expect([1, 1_024, 1_025].map(writeUnits)).toEqual([1, 1, 2]);
    expect([0, 4_096, 4_097].map((bytes) => readUnits(bytes))).toEqual([1, 1, 2]);
    expect(readUnits(4_097, false)).toBe(1);
  });
});
