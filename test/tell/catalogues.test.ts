/** Every sentence is there in both languages: what lacks one is no program, and no word is left. */
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { PageWords } from '../../src/lib/link/html/catalogue.ts';
import type {
  FaultCatalogue,
  NoticeCatalogue,
  ReasonCatalogue,
} from '../../src/lib/tell/render/catalogue.ts';
import { sayFor } from '../../src/lib/tell/render/say.ts';
import { wordsOf } from '../../src/lib/tell/render/words.ts';
import { allNotices, LINKED, NOTICES } from './notices.ts';
import { allReasons, REASONS } from './reasons.ts';

describe('what lacks a translation is no program, by the types of the catalogues:', () => {
  test('a reason', () => {
    expectTypeOf<Omit<ReasonCatalogue, 'stop-edge'>>().not.toExtend<ReasonCatalogue>();
  });
  test('a kind of message', () => {
    expectTypeOf<Omit<NoticeCatalogue, 'about-to-stop'>>().not.toExtend<NoticeCatalogue>();
  });
  test('a refusal', () => {
    expectTypeOf<Omit<FaultCatalogue, 'bad-secret'>>().not.toExtend<FaultCatalogue>();
  });
  test('a sentence of a page', () => {
    expectTypeOf<Omit<PageWords, 'problem'>>().not.toExtend<PageWords>();
  });
});

const korean = { words: wordsOf('ko'), say: sayFor({ ...LINKED, language: 'ko' }) };
const english = { words: wordsOf('en'), say: sayFor(LINKED) };
const HANGUL = /\p{Script=Hangul}/u;

describe('in both languages', () => {
  test.each(Object.keys(REASONS))('the reason %s is told, each in its own', (key) => {
    for (const because of allReasons().filter((one) => one.key === key)) {
      expect(korean.words.reason(because, korean.say)).toMatch(HANGUL);
      expect(english.words.reason(because, english.say)).not.toMatch(HANGUL);
    }
  });

  test.each(Object.keys(NOTICES))('the message %s is told, each in its own', (kind) => {
    for (const notice of allNotices().filter((one) => one.kind === kind)) {
      const told = korean.words.notice(notice, korean.say);
      // What AWS says is quoted as it says it.
      for (const text of [told.title, ...told.sentences]) expect(text).toMatch(HANGUL);
      expect(english.words.notice(notice, english.say).title).not.toMatch(HANGUL);
    }
  });
});
