import type { Language } from '../../model/policy.ts';
import type { Words } from './catalogue.ts';
import { WORDS_EN } from './words-en.ts';
import { WORDS_KO } from './words-ko.ts';

const WORDS: Readonly<Record<Language, Words>> = { en: WORDS_EN, ko: WORDS_KO };

export const wordsOf = (language: Language): Words => WORDS[language];
