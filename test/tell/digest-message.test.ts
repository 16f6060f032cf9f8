import { describe, expect, test } from 'vitest';
import type { DigestContent } from '../../src/lib/model/digest.ts';
import type { MeterReport } from '../../src/lib/model/meter.ts';
import { usd } from '../../src/lib/model/money.ts';
import { renderDigest } from '../../src/lib/tell/render/digest-message.ts';
import { isUneventful } from '../../src/lib/tell/render/digest-sections.ts';
import { EMPTY_DAY, FULL_DAY, LEFT_VOLUME } from './digests.ts';
import { SEOUL, warnings } from './notices.ts';
import { at } from './reasons.ts';
import { volumeId } from './subjects.ts';

const textOf = (content: DigestContent): string => renderDigest(content, SEOUL).text;
/** A paragraph, as if the mail had no margin. */
const unwrapped = (content: DigestContent): string =>
  textOf(content).replace(/\n(?! *-|\n)\s*/g, ' ');

describe('a day without events', () => {
  test('is one line that names what runs and what comes next', () => {
    expect(isUneventful(EMPTY_DAY)).toBe(true);
    expect(unwrapped(EMPTY_DAY)).toContain(
      'Nothing happened since the last digest: 3 running, 1 stopped, next stop 22:00 KST.',
    );
    expect(renderDigest(EMPTY_DAY, SEOUL).subject).toBe('Tierkeeper: Tue 24 Nov: nothing happened');
  });

  test('says so when the instances could not be listed', () => {
    expect(unwrapped({ ...EMPTY_DAY, fleet: null, next: [] })).toContain(
      'Nothing happened since the last digest: the instances could not be listed.',
    );
  });

  test('is none when a volume is left over, or a hold or a warning is open', () => {
    expect(isUneventful({ ...EMPTY_DAY, leftVolumes: [LEFT_VOLUME] })).toBe(false);
    expect(isUneventful({ ...EMPTY_DAY, holds: FULL_DAY.holds })).toBe(false);
    expect(isUneventful({ ...EMPTY_DAY, warnings: FULL_DAY.warnings })).toBe(false);
    expect(isUneventful({ ...EMPTY_DAY, uncertain: FULL_DAY.uncertain })).toBe(false);
  });

  test('counts the last thirty days of a plan that closes the account, in chats too', () => {
    const ending = (endsAt: string): DigestContent => ({
      ...EMPTY_DAY,
      meter: {
        ...{ month: '2026-11', asOf: EMPTY_DAY.at, limits: [] },
        cost: { soFar: usd(1), forecast: usd(2), partial: false },
        credits: { remaining: usd(80), burnPerDay: usd(0.5), endsAt: at('2027-05-03T00:00Z') },
        plan: { kind: 'credits', endsAt: at(endsAt) },
      },
    });
    const soon = ending('2026-12-20T00:00Z');
    expect(isUneventful(soon)).toBe(true);
    expect(unwrapped(soon)).toContain(
      'A free plan ends on Sun 20 Dec 2026 09:00 KST, and AWS closes the account then.',
    );
    expect(unwrapped(soon)).not.toContain('80.00 USD');
    const { slack } = renderDigest(soon, SEOUL, ['slack']);
    expect(JSON.stringify(slack)).toContain('AWS closes the account then.');
    expect(renderDigest(soon, { ...SEOUL, language: 'ko' }).text.replace(/\n */g, ' ')).toContain(
      '그때 AWS가 계정을 닫습니다.',
    );
    expect(unwrapped(ending('2026-12-25T00:00Z'))).not.toContain('A free plan');
  });

  test('says what the sums leave out', () => {
    const meter: MeterReport = {
      ...{ month: '2026-11', asOf: EMPTY_DAY.at, limits: [], credits: null },
      cost: { soFar: usd(1), forecast: usd(2), partial: false },
      leftOut: [{ kind: 'price', of: 'policy', row: 't3.micro', why: 'name' }],
    };
    expect(unwrapped({ ...EMPTY_DAY, meter })).toContain(
      'Left out of the prices of the policy: "t3.micro", which is no name of a price such as ' +
        'instance/us-east-1/t3.micro/linux.',
    );
  });

  test('is one although a warning went out that nothing came of', () => {
    expect(isUneventful({ ...EMPTY_DAY, notices: warnings(1) })).toBe(true);
  });
});

describe('a digest', () => {
  test('shows what AWS alone counts of the free tier', () => {
    const meter: MeterReport = {
      ...{ month: '2026-11', asOf: EMPTY_DAY.at, limits: [], credits: null },
      cost: { soFar: usd(1), forecast: usd(2), partial: false },
      others: [
        { name: 'snapshotGibMonths', used: 0.25, limit: 1 },
        { name: 'dataOutGb', used: 12.5, limit: 100 },
      ],
    };
    expect(unwrapped({ ...EMPTY_DAY, holds: FULL_DAY.holds, meter })).toContain(
      'What only AWS can count, and is not in the sums: GiB-months of snapshots 0.25 of 1, ' +
        'GB of data out 12.5 of 100.',
    );
  });

  test('counts in its subject what it is about, the most urgent first', () => {
    expect(renderDigest(FULL_DAY, SEOUL).subject).toMatch(
      /^Tierkeeper: Tue 24 Nov: \d+ to look at, \d+ on health, \d+ done and more$/,
    );
  });

  test('adds up what is left behind, and what has no known price', () => {
    expect(unwrapped(FULL_DAY)).toContain(
      'Together 5.47 USD (7,609 KRW) a month, and 1 of unknown price.',
    );
  });

  test('never calls an unknown price zero', () => {
    const unknown = { ...LEFT_VOLUME, monthlyMicroUsd: null };
    const text = unwrapped({ ...EMPTY_DAY, leftVolumes: [unknown] });
    expect(text).toContain('What they cost is not known here, but it is not nothing.');
    expect(text).not.toMatch(/\b0(\.00)? USD/);
  });

  test('keeps all that is left with one command, and deletes each with its own', () => {
    const leftVolumes = [1, 2, 3].map((n) => ({ ...LEFT_VOLUME, volumeId: volumeId(n) }));
    const lines = textOf({ ...EMPTY_DAY, leftVolumes }).split('\n');
    expect(lines.filter((line) => line.includes('Key=tierkeeper:keep'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('delete-volume'))).toHaveLength(3);
  });

  test('gives the day to what is older than a day', () => {
    const [first] = FULL_DAY.notices.filter(({ kind }) => kind === 'stopped');
    if (!first) throw new Error('there is no stop');
    const old = { ...first, at: LEFT_VOLUME.foundAt };
    const text = unwrapped({ ...EMPTY_DAY, notices: [first, old] });
    expect(text).toContain('- 22:00 KST: dev-box is stopped.');
    expect(text).toContain('- Thu 12 Nov 09:00 KST: dev-box is stopped.');
  });
});
