/** What no name, tag or message of AWS can make of a mail: fast-check looks for one that can. */
import { fc, test } from '@fast-check/vitest';
import stringWidth from 'string-width';
import { describe, expect } from 'vitest';
import type { ChannelMessage } from '../../src/lib/cloud/cloud.ts';
import type { DigestContent } from '../../src/lib/model/digest.ts';
import type { Notice } from '../../src/lib/model/notice.ts';
import type { Language } from '../../src/lib/model/policy.ts';
import { renderDigest } from '../../src/lib/tell/render/digest-message.ts';
import { renderPass } from '../../src/lib/tell/render/pass-message.ts';
import { sayFor } from '../../src/lib/tell/render/say.ts';
import { wordsOf } from '../../src/lib/tell/render/words.ts';
import { FULL_DAY } from './digests.ts';
import { hostile, poisoned } from './hostile.ts';
import { allNotices, LINKED, notice, SEOUL, volume, warnings } from './notices.ts';
import { allReasons } from './reasons.ts';
import { instanceId, subject } from './subjects.ts';

const HARMFUL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Commands and addresses, each on a line of its own. */
const isToCopy = (line: string): boolean => /^ *(aws [a-z0-9-]+ |https:\/\/\S+$)/.test(line);

function expectHarmless({ subject, text, document }: ChannelMessage): void {
  expect(subject.length).toBeLessThan(100);
  expect(subject).not.toMatch(HARMFUL);
  expect(text.replaceAll('\n', '')).not.toMatch(HARMFUL);
  for (const line of text.split('\n')) {
    if (!isToCopy(line)) expect(stringWidth(line)).toBeLessThanOrEqual(72);
  }
  expect(document).not.toMatch(HARMFUL);
  expect(JSON.parse(document)).toMatchObject({ version: 1 });
}

/** As `cloud/aws` puts it on the wire: both bodies as strings within one JSON document. */
const bytesOnTheWire = ({ text, document }: ChannelMessage): number =>
  Buffer.byteLength(JSON.stringify({ default: document, email: text }));

const SNS_BYTES_MAX = 262_144;
const LANGUAGES: readonly Language[] = ['en', 'ko'];
const CASES = LANGUAGES.flatMap((language) => [
  { language, links: 'without links', from: SEOUL },
  { language, links: 'with links', from: LINKED },
]);

describe.each(CASES)('in $language, $links', ({ language, from }) => {
  const view = { ...from, language };

  test.prop([hostile, fc.nat(allNotices().length - 1)])(
    'no text from a tag breaks a message of any kind',
    (text, index) => {
      const told = allNotices()[index];
      if (told) expectHarmless(renderPass([poisoned(told, text)], view));
    },
  );

  test.prop([hostile, fc.nat(allReasons().length - 1)])(
    'no text from a tag breaks the sentence of any reason',
    (text, index) => {
      const because = allReasons()[index];
      if (!because) return;
      const sentence = wordsOf(view.language).reason(poisoned(because, text), sayFor(view));
      expect(sentence).not.toMatch(HARMFUL);
      expect(sentence.length).toBeGreaterThan(3);
    },
  );

  test.prop([hostile], { numRuns: 20 })('no text from a tag breaks a digest', (text) => {
    expectHarmless(renderDigest(poisoned(FULL_DAY, text), view));
  });

  test.prop([hostile, fc.integer({ min: 1, max: 1000 })], { numRuns: 5 })(
    'a message of any length fits into what SNS takes',
    (text, count) => {
      const many: readonly Notice[] = poisoned(warnings(count), text);
      const message = renderPass(many, view);
      expectHarmless(message);
      expect(bytesOnTheWire(message)).toBeLessThan(SNS_BYTES_MAX);
    },
  );
});

const widest = '가'.repeat(256);

test('twenty of every kind, each with the widest names, fit into what SNS takes', () => {
  const many = Array.from({ length: 40 }, () => poisoned(allNotices(), widest)).flat();
  const message = renderPass(many, { ...SEOUL, language: 'ko' });
  expectHarmless(message);
  expect(bytesOnTheWire(message)).toBeLessThan(SNS_BYTES_MAX);
});

const volumesLeft = (count: number, name: string): Notice => {
  const volumes = Array.from({ length: count }, (_, n) => volume(n, { name }));
  return notice('volumes-left', { subject: subject('old-web'), volumes });
};

test('thirty instances with ten volumes each fit into what SNS takes', () => {
  const message = renderPass(
    Array.from({ length: 30 }, () => volumesLeft(10, widest)),
    SEOUL,
  );
  expectHarmless(message);
  expect(Buffer.byteLength(message.text)).toBeLessThanOrEqual(55_000);
  expect(bytesOnTheWire(message)).toBeLessThan(SNS_BYTES_MAX);
});

test('an instance with 128 volumes fits into what SNS takes', () => {
  const message = renderPass([volumesLeft(128, '\u200b'.repeat(256))], SEOUL);
  expectHarmless(message);
  expect(bytesOnTheWire(message)).toBeLessThan(SNS_BYTES_MAX);
  expect(JSON.parse(message.document)).toMatchObject({ notices: [], omitted: { notices: 1 } });
});

test('a digest of a thousand of everything fits into what SNS takes', { timeout: 60_000 }, () => {
  const thousand = <T>(list: readonly T[]): readonly T[] =>
    Array.from({ length: 1000 }, (_, index) => list[index % list.length]).filter(
      (one) => one !== undefined,
    );
  const content: DigestContent = {
    ...FULL_DAY,
    notices: thousand(FULL_DAY.notices),
    warnings: thousand(FULL_DAY.warnings),
    holds: thousand(FULL_DAY.holds),
    leftVolumes: thousand(FULL_DAY.leftVolumes),
    leftAddresses: thousand(FULL_DAY.leftAddresses),
    next: Array.from({ length: 1000 }, (_, n) => ({
      instanceId: instanceId(n),
      name: `dev-${n}`,
      at: FULL_DAY.at,
      to: 'stopped',
      mode: 'act',
    })),
    uncertain: thousand(FULL_DAY.uncertain),
  };
  const message = renderDigest(poisoned(content, widest), SEOUL);
  expectHarmless(message);
  expect(bytesOnTheWire(message)).toBeLessThan(SNS_BYTES_MAX);
});
