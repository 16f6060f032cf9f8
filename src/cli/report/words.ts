import type { Language } from '../../lib/model/policy.ts';
import type { ReportWords } from './catalogue.ts';
import { REPORT_EN } from './words-en.ts';
import { REPORT_KO } from './words-ko.ts';

const WORDS: Readonly<Record<Language, ReportWords>> = { en: REPORT_EN, ko: REPORT_KO };

export const reportWords = (language: Language): ReportWords => WORDS[language];
