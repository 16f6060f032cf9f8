/** `tierkeeper report --month`: what stops saved, of the demo and of hostile names. */
import { describe, expect, it, vi } from 'vitest';
import { csvText } from '../../src/cli/report/savings-data.ts';
import { captured } from './captured.ts';
import { tierkeeper } from './tierkeeper.ts';

/** The month of the demo is lived once a language, however often it is printed. */
vi.mock(import('../../src/cli/demo/demo-savings.ts'), async (original) => {
  const { demoSavings, ...others } = await original();
  const lived = new Map<string, ReturnType<typeof demoSavings>>();
  return {
    ...others,
    demoSavings: (language) => {
      const month = lived.get(language) ?? demoSavings(language);
      lived.set(language, month);
      return month;
    },
  };
});

const ofDemo = (...args: readonly string[]) => captured(['report', '--demo', ...args]);

describe('report --month of the demo', () => {
  it('is a table by instance and rule, with what it comes to', async () => {
    const { status, stdout, stderr } = await tierkeeper(['report', '--demo', '--month']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^What stops saved in \d{4}-\d{2} \(UTC\)/);
    expect(stdout).toMatch(/dev-box.*by schedule +[\d.,]+ h +[\d.,]+ USD/);
    expect(stdout).toMatch(/Together +[\d.,]+ h +[\d.,]+ USD/);
    const [, freeTier = ''] = stdout.split(/^The free tier in \d{4}-\d{2} \(UTC\), as of /m);
    expect(freeTier).toMatch(/Linux hours +█+ +[\d.,]+ of 750, \d+ %/);
    expect(freeTier).toMatch(/This month has cost [\d.]+ USD/);
    expect(freeTier).toMatch(/The 12 free months end on/);
  });

  it('is Korean for who reads that', async () => {
    const { stdout } = await ofDemo('--month', '--lang', 'ko');
    expect(stdout).toMatch(/에 중지해서 아낀 요금/);
    expect(stdout).toMatch(/동안 꺼 두어 .*아꼈습니다\./s);
  });

  it('has the same sums as JSON as its lines have together', async () => {
    const { status, stdout } = await ofDemo('--month', '--json');
    const { month, account, lines, total } = JSON.parse(stdout);
    expect([status, typeof account]).toEqual([0, 'string']);
    expect(month).toMatch(/^\d{4}-\d{2}$/);
    const sum = (key: string) =>
      lines.reduce((so: number, line: Record<string, number>) => so + (line[key] ?? 0), 0);
    expect(lines.length).toBeGreaterThan(1);
    expect(sum('microUsd')).toBe(total.microUsd);
    expect(sum('hours')).toBeCloseTo(total.hours, 6);
    expect(Object.keys(lines[0]).toSorted()).toEqual([
      ...['allowanceHours', 'hours', 'instanceId', 'microUsd'],
      ...['name', 'reservedHours', 'rule', 'savingsPlanHours', 'type', 'unpricedHours'],
    ]);
  });

  it('has a CSV line for each instance and rule below its headings', async () => {
    const [csv, json] = await Promise.all([
      ofDemo('--month', '--csv'),
      ofDemo('--month', '--json'),
    ]);
    const [headings, ...rows] = csv.stdout.trimEnd().split('\n');
    expect(headings).toBe(
      'month,instance,name,type,rule,hours,usd,allowance_hours,unpriced_hours,reserved_hours,' +
        'savings_plan_hours',
    );
    expect(rows).toHaveLength(JSON.parse(json.stdout).lines.length);
  });

  it('says of a month without a stop that nothing was saved', async () => {
    const { status, stdout } = await ofDemo('--month', '2020-01');
    expect([status, stdout]).toEqual([
      0,
      'No stop of Tierkeeper saved anything in 2020-01, as far as the ledger has it.\n',
    ]);
  });

  it.each([
    [['--month', '2026-13'], '--month must be a month such as 2026-10, not "2026-13".'],
    [['--month', '--out', 'x.html'], '--out goes with --html: savings are printed.'],
    [['--html', '--csv'], 'A month, --csv and --json go with --month, not with --html.'],
  ])('answers %j with one sentence and exit status 2', async (args, sentence) => {
    const { status, stderr } = await ofDemo(...args);
    expect([status, stderr]).toEqual([2, `${sentence}\n`]);
  });
});

describe('what a machine asks for twice', () => {
  it('is refused with JSON', async () => {
    const { status, stdout } = await ofDemo('--month', '--csv', '--json');
    expect([status, JSON.parse(stdout)]).toMatchObject([
      2,
      { kind: 'trouble', sentence: 'Choose one of --csv and --json.' },
    ]);
  });
});

describe('a name in the CSV', () => {
  it.each(['=cmd|x', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])(
    'that begins as %j does is no formula, and stays one line',
    (name) => {
      expect(csvText(name)).not.toMatch(/^"?[\s=+\-@＝＋－＠]/);
      expect(csvText(name)).not.toMatch(/[\t\r\n]/);
    },
  );

  it('is one cell, whatever commas and quotes it has', () => {
    expect(csvText('a,"b"')).toBe('"a,""b"""');
    expect(csvText('dev-box')).toBe('dev-box');
  });
});
