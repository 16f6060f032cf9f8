import type { Language } from '../../lib/model/policy.ts';
import type { PlanWords } from './catalogue.ts';
import { PLAN_EN } from './words-en.ts';
import { PLAN_KO } from './words-ko.ts';

const WORDS: Readonly<Record<Language, PlanWords>> = { en: PLAN_EN, ko: PLAN_KO };

export const planWords = (language: Language): PlanWords => WORDS[language];
