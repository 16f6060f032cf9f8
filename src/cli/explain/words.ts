import type { Language } from '../../lib/model/policy.ts';
import type { ExplainWords } from './catalogue.ts';
import { EXPLAIN_EN } from './words-en.ts';
import { EXPLAIN_KO } from './words-ko.ts';

const WORDS: Readonly<Record<Language, ExplainWords>> = { en: EXPLAIN_EN, ko: EXPLAIN_KO };

export const explainWords = (language: Language): ExplainWords => WORDS[language];
