import type { Language } from '../../model/policy.ts';
import type { MeterWords } from './meter-catalogue.ts';
import { METER_EN } from './meter-en.ts';
import { METER_KO } from './meter-ko.ts';

const WORDS: Readonly<Record<Language, MeterWords>> = { en: METER_EN, ko: METER_KO };

export const meterWords = (language: Language): MeterWords => WORDS[language];
