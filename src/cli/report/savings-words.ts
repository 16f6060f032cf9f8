import type { Language } from '../../lib/model/policy.ts';
import type { SavingsWords } from './savings-catalogue.ts';
import { SAVINGS_EN } from './savings-en.ts';
import { SAVINGS_KO } from './savings-ko.ts';

const WORDS: Readonly<Record<Language, SavingsWords>> = { en: SAVINGS_EN, ko: SAVINGS_KO };

export const savingsWords = (language: Language): SavingsWords => WORDS[language];
