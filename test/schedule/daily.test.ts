import { expect, test } from 'vitest';
import { newestDaily } from '../../src/lib/schedule/daily.ts';
import { at } from './schedule-table.ts';

const NINE_IN_SEOUL = { zone: 'Asia/Seoul', minuteOfDay: 9 * 60 } as const;

test.each([
  ['before its time it is yesterday’s', '2026-11-23T23:59Z', '2026-11-23', '2026-11-23T00:00Z'],
  ['from its time on it is today’s', '2026-11-24T00:00Z', '2026-11-24', '2026-11-24T00:00Z'],
  ['to the end of the local day', '2026-11-24T14:59Z', '2026-11-24', '2026-11-24T00:00Z'],
])('%s', (...[, now, date, since]) => {
  expect(newestDaily(NINE_IN_SEOUL, at(now))).toEqual({ date, at: at(since) });
});

test('a time that spring skips comes when the clock has jumped', () => {
  const skipped = { zone: 'Europe/Berlin', minuteOfDay: 2 * 60 + 30 } as const;
  expect(newestDaily(skipped, at('2026-03-29T00:59Z')).date).toBe('2026-03-28');
  expect(newestDaily(skipped, at('2026-03-29T01:00Z'))).toEqual({
    date: '2026-03-29',
    at: at('2026-03-29T01:00Z'),
  });
});
