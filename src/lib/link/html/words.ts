import type { Language } from '../../model/policy.ts';
import type { PageWords } from './catalogue.ts';
import { PAGE_WORDS_EN } from './words-en.ts';
import { PAGE_WORDS_KO } from './words-ko.ts';

const WORDS: Readonly<Record<Language, PageWords>> = { en: PAGE_WORDS_EN, ko: PAGE_WORDS_KO };

export const pageWords = (language: Language): PageWords => WORDS[language];
