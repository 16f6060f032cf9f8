/** What no name, tag or message of AWS can make of a message in Slack or for Amazon Q. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { ChannelMessage, MessageForm } from '../../src/lib/cloud/cloud.ts';
import type { DigestContent } from '../../src/lib/model/digest.ts';
import type { LinkFor } from '../../src/lib/model/link.ts';
import type { Language } from '../../src/lib/model/policy.ts';
import { worded } from '../../src/lib/tell/render/catalogue.ts';
import { passNotification } from '../../src/lib/tell/render/chat-pass.ts';
import { renderDigest } from '../../src/lib/tell/render/digest-message.ts';
import { mrkdwn, mrkdwnWithin } from '../../src/lib/tell/render/mrkdwn.ts';
import { renderPass } from '../../src/lib/tell/render/pass-message.ts';
import { sayFor, type View } from '../../src/lib/tell/render/say.ts';
import { buttonsFor } from '../../src/lib/tell/render/slack-blocks.ts';
import { slackPass } from '../../src/lib/tell/render/slack-pass.ts';
import { wordsOf } from '../../src/lib/tell/render/words.ts';
import { EMPTY_DAY, FULL_DAY } from '../tell/digests.ts';
import { HOSTILE, hostile, poisoned } from '../tell/hostile.ts';
import { allNotices, SEOUL, warnings } from '../tell/notices.ts';
import { TEN_PM } from '../tell/reasons.ts';
import { instanceId } from '../tell/subjects.ts';
import { amazonQNotification, problemsOf, webhookPayload } from './documented-limits.ts';

const FORMS: readonly MessageForm[] = ['slack', 'amazon-q'];
const LANGUAGES: readonly Language[] = ['en', 'ko'];

/** As long as a link of ours gets. */
const link: LinkFor = ({ of }) =>
  `https://pages.example/l/${Buffer.from(of).toString('base64url').padEnd(180, 'x').slice(0, 180)}`;

const NO_UNFURL = { unfurl_links: false, unfurl_media: false };

function expectFit({ slack, amazonQ }: ChannelMessage): void {
  for (const blocks of [slack?.blocks, slack?.linked]) {
    const sent = { text: slack?.text, blocks, ...NO_UNFURL };
    expect(problemsOf(webhookPayload, sent)).toEqual([]);
  }
  expect(problemsOf(amazonQNotification, JSON.parse(amazonQ ?? ''))).toEqual([]);
}

const SNS_BYTES_MAX = 262_144;

const bytesOnTheWire = ({ text, document, amazonQ }: ChannelMessage): number =>
  Buffer.byteLength(JSON.stringify({ default: document, email: text, https: amazonQ }));

describe.each(LANGUAGES)('in %s', (language) => {
  const view = { ...SEOUL, language, link };

  test.prop([hostile, fc.nat(allNotices().length - 1)])(
    'no text from a tag breaks a message of any kind',
    (text, index) => {
      const told = allNotices()[index];
      if (told) expectFit(renderPass([poisoned(told, text)], view, FORMS));
    },
  );

  test.prop([hostile], { numRuns: 20 })('no text from a tag breaks a digest', (text) => {
    expectFit(renderDigest(poisoned(FULL_DAY, text), view, FORMS));
  });

  test.prop([hostile, fc.integer({ min: 1, max: 500 })], { numRuns: 10 })(
    'a message of any length fits',
    (text, count) => {
      const message = renderPass(poisoned(warnings(count), text), view, FORMS);
      expectFit(message);
      expect(bytesOnTheWire(message)).toBeLessThan(SNS_BYTES_MAX);
    },
  );

  test('everything at once, each with the worst of names, fits', () => {
    for (const text of HOSTILE) {
      const many = Array.from({ length: 3 }, () => poisoned(allNotices(), text)).flat();
      const message = renderPass(many, view, FORMS);
      expectFit(message);
      expect(bytesOnTheWire(message)).toBeLessThan(SNS_BYTES_MAX);
    }
  });

  test('a day without events is one sentence, and the way to the page of all instances', () => {
    const blocksOf = (more: View) => renderDigest(EMPTY_DAY, more, FORMS).slack?.blocks ?? [];
    expect(blocksOf(SEOUL).map(({ type }) => type)).toEqual(['section', 'context']);
    expect(blocksOf(view).map(({ type }) => type)).toEqual(['section', 'section', 'context']);
  });
});

describe('text in mrkdwn', () => {
  test.prop([fc.oneof(hostile, fc.stringMatching(/^[<>&*_~`:@!#|a-z ]{0,60}$/))])(
    'has no sign that Slack acts upon',
    (text) => {
      const safe = mrkdwn(text);
      expect(safe.replace(/&(amp|lt|gt);/g, '')).not.toMatch(/[<>&*~`]/);
      expect(safe).not.toMatch(/(^|[^\p{L}\p{N}])_|_($|[^\p{L}\p{N}])/u);
    },
  );

  test.prop([hostile, fc.integer({ min: 5, max: 300 })])(
    'is cut between its escapes',
    (text, length) => {
      const safe = mrkdwnWithin(text, length);
      expect(safe.length).toBeLessThanOrEqual(length);
      expect(safe.replace(/&(amp|lt|gt);/g, '')).not.toContain('&');
    },
  );

  test.each([
    ['<!channel> & <@U012>', '&lt;!channel&gt; &amp; &lt;@U012&gt;'],
    ['my_app_server', 'my_app_server'],
    ['_dev_', '\u02cddev\u02cd'],
    ['*now* `rm` ~no~', '\u2217now\u2217 \u02cbrm\u02cb \u223cno\u223c'],
    ['> quoted', '\u203a quoted'],
    [':fire: at 22:00:30, arn:aws:sns', '\u2236fire: at 22:00:30, arn:aws:sns'],
  ])('of %s reads as %s', (text, shown) => {
    expect(mrkdwn(text)).toBe(shown);
  });
});

describe('a message with a page to answer on', () => {
  const { chat } = wordsOf('en');
  const offered = {
    label: 'Not now?',
    url: 'https://pages.example/l/token-1',
    actions: ['hour', 'tomorrow', 'date', 'tonight'],
  } as const;

  test('has a button for each answer that needs no date, with the token, and the page', () => {
    const [block] = buttonsFor(offered, { instanceId: instanceId(1), index: 3 }, chat);
    expect(block?.block_id).toBe(`tierkeeper:${instanceId(1)}:3`);
    const shown = block?.elements.map((one) => ({ ...one, text: undefined, type: undefined }));
    expect(shown).toEqual([
      { action_id: 'tierkeeper:hour', value: 'token-1' },
      { action_id: 'tierkeeper:tomorrow', value: 'token-1' },
      { action_id: 'tierkeeper:tonight', value: 'token-1' },
      { action_id: 'tierkeeper:page', url: offered.url },
    ]);
  });

  const actions = [{ label: 'To keep:', command: { before: 'aws keep', ids: [], after: '' } }];
  const told = worded({ title: 'web stops', sentences: ['It is idle.'], actions, offered });
  const words = { ...wordsOf('en'), notice: () => told };
  const voice = { words, say: sayFor(SEOUL) };

  test('has buttons for an app, a link for a webhook, and no command for either', () => {
    const { blocks, linked } = slackPass(warnings(1), 'web stops', voice);
    expect(blocks.map(({ type }) => type)).toEqual(['header', 'section', 'actions', 'context']);
    expect(linked[2]).toMatchObject({ text: { text: `<${offered.url}|Not now?>` } });
    expect(JSON.stringify([blocks, linked])).not.toContain('aws keep');
  });

  test('has a link in each item where there are many', () => {
    const { blocks } = slackPass(warnings(5), 'five stop', voice);
    expect(blocks.map(({ type }) => type)).not.toContain('actions');
    expect(JSON.stringify(blocks).split(offered.url)).toHaveLength(6);
  });

  test('is the next step for Amazon Q', () => {
    const at = TEN_PM;
    const q = JSON.parse(
      passNotification({ notices: warnings(1), headline: 'web stops', at }, voice),
    );
    expect(q.content.nextSteps).toEqual([`<${offered.url}|Not now?>`]);
    expect(q.content.description).not.toContain(offered.url);
    expect(q.metadata.threadId).toBe(`${instanceId(1)}/2026-11-23`);
  });
});

test('where there is no room for all of a digest, lines come before commands', () => {
  const ten = <T>(list: readonly T[]): readonly T[] => Array.from({ length: 5 }, () => list).flat();
  const { leftVolumes, leftAddresses, holds, warnings: open } = FULL_DAY;
  const content: DigestContent = {
    ...{ ...FULL_DAY, notices: [], warnings: ten(open), holds: ten(holds) },
    ...{ leftVolumes: ten(leftVolumes), leftAddresses: ten(leftAddresses) },
  };
  for (const language of LANGUAGES) {
    const { slack, text } = renderDigest(content, { ...SEOUL, language }, FORMS);
    const told = JSON.stringify(slack?.blocks);
    const commands = text.split('\n').filter((line) => line.trimStart().startsWith('aws '));
    expect(told).toContain(mrkdwn(wordsOf(language).digest.headings.uncertain));
    expect(told.split('```').length >> 1).toBeLessThan(commands.length);
  }
});

test('a heading never stands without a line under it', () => {
  const { slack } = renderDigest(poisoned(FULL_DAY, '가'.repeat(256)), SEOUL, FORMS);
  const isHeading = (text: string): boolean => /^\*[^*]+\*($|\n)/.test(text);
  const texts = (slack?.blocks ?? []).map((block) =>
    block.type === 'section' && 'text' in block ? (block.text?.text ?? '') : '',
  );
  const bare = texts.filter((text, index) => isHeading(text) && isHeading(texts[index + 1] ?? ''));
  expect(bare).toEqual([]);
  expect(texts.filter(isHeading).length).toBeGreaterThan(5);
});
