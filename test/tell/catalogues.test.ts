/** Every sentence is there in both languages: what lacks one is no program, and no word is left. */
import { describe, expect, test } from 'vitest';
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

type Extends<Given, Wanted> = Given extends Wanted ? true : false;

/** Were one of them whole, its line would be an error of the compiler. */
const LACKING: {
  readonly reason: Extends<Omit<ReasonCatalogue, 'stop-edge'>, ReasonCatalogue>;
  readonly message: Extends<Omit<NoticeCatalogue, 'about-to-stop'>, NoticeCatalogue>;
  readonly refusal: Extends<Omit<FaultCatalogue, 'bad-secret'>, FaultCatalogue>;
  readonly page: Extends<Omit<PageWords, 'problem'>, PageWords>;
} = { reason: false, message: false, refusal: false, page: false };

test('a catalogue that lacks a sentence is no program', () => {
  expect(Object.values(LACKING)).not.toContain(true);
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
