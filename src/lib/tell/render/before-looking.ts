/** How what was used before Tierkeeper looked for the first time is known, in words. */
import type { LimitUse } from '../../model/meter.ts';
import type { Language } from '../../model/policy.ts';

const WORDS: Readonly<Record<Language, Record<NonNullable<LimitUse['before']>, string>>> = {
  en: {
    aws: "What was used before Tierkeeper first looked is in it by AWS's own count.",
    samples: 'What ran before Tierkeeper first looked is in it by its CPU samples.',
    unknown: 'What was used before Tierkeeper first looked is not known: this is a lower bound.',
  },
  ko: {
    aws: 'Tierkeeper가 처음 보기 전에 쓴 것은 AWS가 센 만큼 들어 있습니다.',
    samples: 'Tierkeeper가 처음 보기 전에 켜져 있던 시간은 CPU 지표가 남은 만큼 들어 있습니다.',
    unknown:
      '이번 달에 Tierkeeper가 처음 보기 전에 쓴 것은 알 수 없으므로, 적어도 이만큼 쓴 것입니다.',
  },
};

/** Nothing where it looked all month. */
export const beforeLooking = (
  { before }: Pick<LimitUse, 'before'>,
  language: Language,
): readonly string[] => (before === undefined ? [] : [WORDS[language][before]]);
