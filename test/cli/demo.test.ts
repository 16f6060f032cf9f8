import { beforeAll, describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import { DEMO_KO } from '../../src/cli/demo/words-ko.ts';
import { widthOf } from '../../src/lib/tell/render/plain.ts';
import { LAWS } from '../simulation/checkers/all-laws.ts';
import { cutShort, type JsonLine, jsonLines, linesOf, type Ran, tierkeeper } from './tierkeeper.ts';

/** A month takes some seconds on a machine that has nothing else to do. */
const PATIENCE_MS = 60_000;

const billsDocument = z.object({
  billMicroUsd: z.object({ without: z.number(), with: z.number() }),
});

const demo = (...args: readonly string[]): Promise<Ran> => tierkeeper(['demo', ...args]);

/** As `docs/links.md` has it: a URL of Lambda and a token. */
const LINK = /^ {2}https:\/\/\w{32}\.lambda-url\.ap-northeast-2\.on\.aws\/l\/[\w-]{40,}$/;

const isNoLink = (line: string): boolean => !line.includes('https://');

const widestOf = (printed: string): number =>
  Math.max(...linesOf(printed).filter(isNoLink).map(widthOf));

/** The lines of the mail that stands in the story. */
const mailIn = (printed: string): readonly string[] =>
  linesOf(printed).flatMap((line) => /^ {5}│ ?(?<said>.*)$/.exec(line)?.groups?.['said'] ?? []);

describe('the month as a person reads it', () => {
  let ran: Ran;
  let text: string;
  beforeAll(async () => {
    ran = await demo();
    text = ran.stdout.replace(/\s+/g, ' ');
  }, PATIENCE_MS);

  it('ends well, in lines of 80 columns without colours, but for the link of its mail', () => {
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(widestOf(ran.stdout)).toBeLessThanOrEqual(80);
    expect([...ran.stdout].filter((one) => one !== '\n' && /\p{Cc}/u.test(one))).toEqual([]);
  });

  test.each([
    [
      'who forgot what',
      /(tutorial|ml-experiment) stops at 09:35 KST Idle for 60 minutes: .* saves 0\.013 USD/,
    ],
    ['what its owner wants to keep', /23:10 minsu starts dev-box 23:12 minsu tags dev-box with/],
    ['what a start ran into', /dev-box did not start It went back to stopped by itself\./],
    ['what was left behind', /ml-experiment is gone, 2 volumes stayed They cost 14\.82 USD/],
    [
      'what is forgotten elsewhere',
      /"my-first-server" has run there since \S+ .* launched by sora/,
    ],
    ['what came back', /api has its address 203\.0\.113\.6 back/],
    ['what AWS did', /AWS takes back batch \(Server\.SpotInstanceTermination\)/],
    ['on which day what is free runs out', /free Linux hours run out on Mon 10 Mar 00:40 KST/],
    ['that it is used up', /02:10 This month's free Linux hours are used up/],
    ['how the free tier stands', /Linux hours █+ 2,889\.2 of 750, 385 % Used up since Sun 9 Mar/],
    ['what stops saved of it', /This month has cost \S+ USD .* Stops saved \S+ USD .*: \S+ h off/],
    ['who said "not now"', /sora follows the link of the mail: not now, load-test is needed/],
  ])('tells %s', (_, says) => {
    expect(text).toMatch(says);
  });

  it('shows once the mail of a warning as it is read: its subject, its text, its one link', () => {
    const mail = mailIn(ran.stdout);
    expect(mail[0]).toBe('Subject: Tierkeeper: dev-box stops at 22:00 KST');
    expect(Math.max(...mail.slice(1).filter(isNoLink).map(widthOf))).toBeLessThanOrEqual(72);
    expect(mail.filter((line) => !isNoLink(line))).toEqual([expect.stringMatching(LINK)]);
    expect(text.match(/dev-box stops at 22:00 KST/g)).toHaveLength(2);
  });

  it('is short about nights that are like any other', () => {
    expect(text).toMatch(/Fri 7 Mar – Sat 8 Mar as usual, saved \d/);
    expect(linesOf(ran.stdout).length).toBeLessThan(310);
    expect(text.match(/Schedule "nightly" stops it/g)).toHaveLength(1);
    expect(text.match(/What comes after that is billed: 1\.13 USD/g)).toHaveLength(1);
  });

  it('ends with the bill in two currencies, each law by name, and both bills once more', () => {
    expect(text).toMatch(/without Tierkeeper with Tierkeeper instances \d.* USD \(\d.* KRW\)/);
    for (const { name } of LAWS) expect(text).toContain(`held ${name}`);
    expect(text).toMatch(
      /Every law held\. The bill: \S+ USD \(\S+ KRW\) with Tierkeeper, \S+ USD .* without\. $/,
    );
  });
});

describe('the demo as data', () => {
  let lines: readonly JsonLine[];
  beforeAll(async () => {
    lines = jsonLines((await demo('--seed', '7', '--json')).stdout);
  }, PATIENCE_MS);

  it('carries the kinds of the messages that were told', () => {
    const kinds = new Set(lines.map(({ kind }) => kind));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'about-to-stop',
        'stopped',
        'started',
        'did-not-work',
        'address-restored',
        'address-missing',
        'volumes-left',
        'allowance-threshold',
        'meter',
        'saved',
        'digest',
        'mail',
        'person',
        'law',
        'bill',
      ]),
    );
  });

  it('has one mail: the text that a person sees, of the warning that it names', () => {
    const [mail, ...more] = lines.filter(({ kind }) => kind === 'mail');
    expect(more).toEqual([]);
    expect(
      String(mail?.['text'])
        .split('\n')
        .filter((line) => !isNoLink(line)),
    ).toHaveLength(1);
    const warned = lines.filter(({ kind }) => kind === 'about-to-stop');
    expect(warned.map((line) => line['dedupeKey'])).toContain(mail?.['dedupeKey']);
  });

  it('closes with exactly the summary, in which the account costs less with Tierkeeper', () => {
    const summary = lines.at(-1);
    expect(summary).toEqual({
      kind: 'summary',
      seed: 7,
      days: 30,
      violations: 0,
      billMicroUsd: { without: expect.any(Number), with: expect.any(Number) },
    });
    const { without, with: kept } = billsDocument.parse(summary).billMicroUsd;
    expect(kept).toBeLessThan(without);
  });

  it('sums its bill lines to the summary', () => {
    const sum = (which: string): number =>
      lines
        .filter((line) => line.kind === 'bill' && line['which'] === which)
        .reduce((total, line) => total + Number(line['microUsd']), 0);
    expect(lines.at(-1)).toMatchObject({
      billMicroUsd: { without: sum('without'), with: sum('with') },
    });
  });
});

describe('what stopping saves', () => {
  const savedDocument = z.object({ microUsd: z.number(), allowanceHours: z.number() });
  const saved = async (days: string) => {
    const lines = jsonLines((await demo('--days', days, '--json')).stdout);
    return savedDocument.parse(lines.find(({ kind }) => kind === 'saved'));
  };

  it(
    'is allowance before the free hours are used up, and money after',
    async () => {
      const [early, late] = [await saved('3'), await saved('12')];
      expect(early.allowanceHours).toBeGreaterThan(50);
      expect([late.allowanceHours, late.microUsd > early.microUsd]).toEqual([0, true]);
    },
    PATIENCE_MS,
  );
});

describe('the same seed', () => {
  it.each(['none', 'heavy'])(
    'gives the same bytes (faults %s)',
    async (faults) => {
      const args = ['--seed', '7', '--days', '4', '--faults', faults, '--json'];
      const [once, again] = [await demo(...args), await demo(...args)];
      expect(once.stdout).not.toBe('');
      expect(again.stdout).toBe(once.stdout);
    },
    PATIENCE_MS,
  );
});

describe('the demo in Korean', () => {
  it(
    'is Korean to its last law, within 80 columns',
    async () => {
      const { status, stdout } = await demo('--days', '2', '--lang', 'ko');
      expect(status).toBe(0);
      expect(widestOf(stdout)).toBeLessThanOrEqual(80);
      expect(mailIn(stdout)[0]).toBe('제목: Tierkeeper: dev-box를 22:00 KST에 중지합니다');
      expect(mailIn(stdout).filter((line) => !isNoLink(line))).toHaveLength(1);
      expect(stdout).toContain('tutorial을 09:35 KST에 중지합니다');
      expect(stdout).toContain('모든 법칙을 지켰습니다.');
    },
    PATIENCE_MS,
  );

  it.each(LAWS.map(({ name }) => name))('has a name for the law "%s"', (name) => {
    expect(DEMO_KO.laws.name(name)).toMatch(/\p{Script=Hangul}/u);
  });
});

describe('the demo in a hurry', () => {
  it(
    'ends quietly when its reader has gone',
    async () => {
      const { status, stderr } = await cutShort(['demo', '--days', '2']);
      expect([status, stderr]).toEqual([0, '']);
    },
    PATIENCE_MS,
  );

  it(
    'takes as long as its speed says',
    async () => {
      const begun = performance.now();
      await demo('--days', '1', '--speed', '660');
      // From midnight to the stop at 22:00 at eleven hours a second.
      expect(performance.now() - begun).toBeGreaterThan(1_990);
    },
    PATIENCE_MS,
  );
});
