import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evalLine } from '../../../src/cli/schedule/eval-line.ts';
import c7n from './c7n.json' with { type: 'json' };
import decisions from './decisions.json' with { type: 'json' };
import periods from './periods.json' with { type: 'json' };

/** A row of a truth table: prose, the case, and what the reference product would do. */
interface Row {
  readonly name: string;
  readonly filter?: string;
  readonly tag?: string | null;
  readonly policy?: unknown;
  readonly period?: unknown;
  readonly schedule?: unknown;
  readonly zone?: string;
  readonly stored?: string;
  readonly actual?: string;
  readonly window?: unknown;
  readonly at: string | null;
  readonly decision: string;
  readonly next?: string;
  /** What the sentence must name. */
  readonly error?: string;
}

const OFFICE = { begintime: '09:00', endtime: '17:00', weekdays: ['mon-fri'] };

const tables: Readonly<Record<string, readonly Row[]>> = {
  'c7n-offhours': c7n,
  'instance-scheduler-schedule': periods,
  'instance-scheduler-decision': decisions,
};

const lineOf = (dialect: string, row: Row): string =>
  JSON.stringify({
    id: row.name,
    dialect,
    tag_or_period: dialect === 'c7n-offhours' ? row.tag : periodOf(row),
    filter: row.filter,
    policy: row.policy,
    schedule: row.schedule,
    timezone: row.zone,
    instant_iso: row.at,
    stored_state: row.stored,
    actual_state: row.actual,
    maintenance_window: row.window,
  });

/** It names what is wrong, and ends. */
const SENTENCE = /^["A-Za-z].{10,}[.?]$/;

const periodOf = (row: Row): unknown => ('period' in row ? row.period : OFFICE);

describe.each(Object.entries(tables))('%s', (dialect, rows) => {
  test.each(rows.map((row) => [row.name, row] as const))('%s', (_, row) => {
    const answer = evalLine(lineOf(dialect, row));
    const { error, ...rest } = answer;
    expect(rest).toEqual({
      id: row.name,
      decision: row.decision,
      ...(row.next === undefined ? {} : { next_stored_state: row.next }),
    });
    expect(error !== undefined).toBe(row.decision === 'invalid');
    if (error !== undefined) expect(error).toMatch(SENTENCE);
    expect(error ?? '').toContain(row.error ?? '');
  });
});

describe('a line', () => {
  test('that is no JSON is answered without an id', () => {
    expect(evalLine('off=(m-f,19)')).toMatchObject({ id: null, decision: 'invalid' });
  });

  test('of an unknown dialect says which was meant', () => {
    const answer = evalLine(JSON.stringify({ id: 'a', dialect: 'c7n-offhour' }));
    expect(answer).toEqual({
      id: null,
      decision: 'invalid',
      error: 'There is no dialect "c7n-offhour"; did you mean c7n-offhours?',
    });
  });

  test('with a field of the wrong kind keeps its id and names the field', () => {
    const line = {
      id: 'a',
      dialect: 'c7n-offhours',
      filter: 'offhour',
      policy: { weekends: 'no' },
    };
    const answer = evalLine(JSON.stringify(line));
    expect(answer).toMatchObject({ id: 'a', decision: 'invalid' });
    expect(answer.error).toContain('policy.weekends');
  });

  test('with a misspelt option is invalid, and not decided without it', () => {
    const line = { id: 'a', dialect: 'c7n-offhours', filter: 'offhour', policy: { optout: true } };
    expect(evalLine(JSON.stringify(line)).error).toContain('policy.optout');
  });

  test('with an instant without an offset is invalid', () => {
    const line = { id: 'a', dialect: 'instance-scheduler-schedule', tag_or_period: OFFICE };
    const answer = evalLine(JSON.stringify({ ...line, instant_iso: '2026-11-23T19:00:00' }));
    expect(answer).toMatchObject({ id: 'a', decision: 'invalid' });
  });

  test('of any text is answered', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => expectAnswer(text)));
  });

  test('with any fields is answered', () => {
    fc.assert(fc.property(anyLine, (line) => expectAnswer(JSON.stringify(line))));
  });
});

const expectAnswer = (text: string): void => {
  expect(['running', 'stopped', 'no-change', 'invalid']).toContain(evalLine(text).decision);
};

const piece = fc.oneof(
  fc.string(),
  fc.stringMatching(/^[onftz=()[\],;m-w0-9 -]{0,24}$/),
  fc.stringMatching(/^[0-9a-z,*?#lLW/-]{0,8}$/),
);
const list = fc.oneof(piece, fc.array(piece, { maxLength: 3 }));
const time = fc.oneof(piece, fc.stringMatching(/^[0-2]?[0-9]:[0-5][0-9]$/));
const period = fc.record(
  { begintime: time, endtime: time, weekdays: list, monthdays: list, months: list },
  { requiredKeys: [] },
);
const anyLine = fc.record({
  id: fc.string(),
  dialect: fc.constantFrom(...Object.keys(tables)),
  filter: fc.constantFrom('offhour', 'onhour'),
  tag_or_period: fc.oneof(piece, period, fc.array(period, { maxLength: 3 }), fc.constant(null)),
  timezone: fc.oneof(piece, fc.constantFrom('Asia/Seoul', 'UTC', 'Pacific/Apia')),
  instant_iso: fc.oneof(
    piece,
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  ),
});
