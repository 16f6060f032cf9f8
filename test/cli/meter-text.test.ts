/** The meter as windows show it. */
import { describe, expect, test } from 'vitest';
import { printMeter } from '../../src/cli/meter/meter-text.ts';
import type { MeterView } from '../../src/cli/meter/view.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { meterRange } from '../../src/lib/meter/idle-stops.ts';
import { NO_LINKS } from '../../src/lib/model/link.ts';
import type { MeteredUsage } from '../../src/lib/model/metered-usage.ts';
import type { Language } from '../../src/lib/model/policy.ts';
import { widthOf } from '../../src/lib/tell/render/plain.ts';
import { sayFor } from '../../src/lib/tell/render/say.ts';
import { at } from '../build/at.ts';
import { ACCOUNT } from '../build/ids.ts';
import { PRICES } from '../build/prices.ts';

const NOW = at('2026-06-16T00:00Z');
const run = [{ from: at('2026-06-01T00:00Z'), to: null }];
const machine = { type: 't3.micro', region: 'us-east-1', platform: 'linux', runs: run } as const;

const usage: MeteredUsage = {
  plan: { kind: 'legacy', accountCreated: null },
  instances: ['i-web', 'i-batch'].map((id) => ({ ...machine, id, schedule: null })),
  volumes: [],
  addresses: [],
};

/** The second of them may be stopped for idleness in an hour. */
function viewIn(language: Language): MeterView {
  const stops = new Map([['i-batch', at('2026-06-16T01:00Z')]]);
  const shown = {
    zone: 'Asia/Seoul',
    currency: { code: 'USD', perUsd: 1, asOf: '2026-06-01' },
    mode: 'act',
  } as const;
  const view = { ...shown, language, account: ACCOUNT, region: 'us-east-1', link: NO_LINKS };
  return {
    meter: meterRange({ usage, stops, now: NOW, prices: PRICES }),
    plan: usage.plan,
    say: sayFor(view),
    problems: [],
    leftOut: [],
    live: {
      ...{ account: ACCOUNT, regionsRead: 17, remembers: true, unread: [] },
      told: [{ name: 'instanceHoursLinux', used: 690, limit: 750, unseen: 0 }],
      others: [],
      ...{ reserved: [], savingsPlans: [] },
      names: new Map([
        ['i-web', 'web'],
        ['i-batch', '밤에 도는 배치 서버'],
      ]),
    },
  };
}

function shown(language: Language, columns: number): readonly string[] {
  const lines: string[] = [];
  const terminal: Terminal = {
    ...{ columns, input: (async function* () {})(), complain: () => undefined },
    style: (_, text) => text,
    print: (...more) => void lines.push(...more),
  };
  printMeter(terminal, viewIn(language));
  return lines;
}

const BAR = /[█▒░·]+/;
const barIn = (lines: readonly string[]): string =>
  lines.map((line) => BAR.exec(line)?.[0]).find((bar) => bar !== undefined) ?? '';

describe('the meter in a window', () => {
  test('says what the month ends with at the least, where idle stops are uncertain', () => {
    const text = shown('en', 80).join(' ').replace(/ +/g, ' ');
    expect(text).toContain(
      'Used up on Wed 17 Jun 00:00 KST if this goes on: the month ends with 1,440 (192 %), or ' +
        'with 1,081 (144 %) if what idles is stopped soon.',
    );
    expect(text).toMatch(
      /ends with 7\.\d\d USD, or with 3\.\d\d USD if what idles is stopped soon\./,
    );
  });

  test('says it in Korean', () => {
    expect(shown('ko', 80).join(' ').replace(/ +/g, ' ')).toContain(
      '월말 예상 1,440(192%), 쓰지 않는 것을 곧 중지하면 1,081(144%).',
    );
  });

  test('calls what has a name by it, and puts the count of AWS below', () => {
    const lines = shown('en', 80);
    expect(lines).toContain('  Of that 밤에 도는 배치 서버 360, web 360.');
    expect(lines.join(' ').replace(/ +/g, ' ')).toContain(
      'AWS itself counts 690 so far, 30 less than here; it is up to a day late.',
    );
  });

  test.each([
    ['en', 40],
    ['en', 44],
    ['ko', 40],
    ['ko', 60],
    ['en', 72],
    ['ko', 100],
  ] as const)('in %s fits into %s columns, bar and all', (language, columns) => {
    const lines = shown(language, columns);
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(Math.min(72, columns));
    expect(widthOf(barIn(lines))).toBeGreaterThanOrEqual(10);
  });
});
