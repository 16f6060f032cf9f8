import { describe, expect, test } from 'vitest';
import { parseAlwaysFree, shippedAlwaysFree } from '../../src/lib/config/always-free-document.ts';
import { BILLABLE_UNITS } from '../../src/lib/model/billable.ts';

const source = (amounts: object): object => ({
  title: 'a price page',
  asOf: '2026-11-22',
  confidence: 'A',
  ...amounts,
});

describe('the always-free document', () => {
  test('each amount becomes a dated row, free or in USD', () => {
    const amounts = { free: { 'sns-emails': 1_000 }, usd: { 'sns-emails': 0.00002 } };
    const common = { unit: 'sns-emails', asOf: '2026-11-22', source: 'a price page' };
    expect(parseAlwaysFree({ sources: [source(amounts)] })).toEqual({
      rows: [
        { ...common, tells: 'free', amount: 1_000, confidence: 'A' },
        { ...common, tells: 'usd', amount: 0.00002, confidence: 'A' },
      ],
      skipped: [],
    });
  });

  test('a row that cannot be read is named and costs no other', () => {
    const document = {
      sources: [
        source({ free: { pigeons: 3, 'sqs-requests': 'many' } }),
        { title: 'undated', confidence: 'A' },
        'nothing',
        source({ free: { 'sns-requests': 1_000_000 } }),
      ],
    };
    const { rows, skipped } = parseAlwaysFree(document);
    expect(rows.map(({ unit }) => unit)).toEqual(['sns-requests']);
    expect(skipped).toEqual([
      'pigeons: not the name of a billable unit',
      'sqs-requests: not an amount',
      'source 2: asOf is wrong',
      'source 3: not a source',
    ]);
    expect(parseAlwaysFree(null)).toEqual({
      rows: [],
      skipped: ['the always-free document has no list of sources'],
    });
  });

  test('what is shipped reads whole, and says of each unit once how much is free', () => {
    const { rows, skipped } = shippedAlwaysFree();
    expect(skipped).toEqual([]);
    const free = rows.filter(({ tells }) => tells === 'free').map(({ unit }) => unit);
    expect(free.toSorted()).toEqual(BILLABLE_UNITS.toSorted());
  });
});
