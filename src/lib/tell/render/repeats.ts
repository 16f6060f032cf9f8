/** How often something changed back and forth, before the sentence on its newest state. */
import type { Notice } from '../../model/notice.ts';
import type { Worded } from './catalogue.ts';
import type { Say } from './say.ts';

type Sentence = (repeats: NonNullable<Notice['repeats']>, say: Say) => string;

export const changedEn: Sentence = ({ times, since }, say) =>
  `It has changed ${times} times since ${say.instant(since)}; this is the newest.`;

export const changedKo: Sentence = ({ times, since }, say) =>
  `${say.instant(since)}부터 ${times}번 바뀌었고, 이것이 가장 최근 소식입니다.`;

export const withRepeats = (
  worded: Worded,
  { repeats }: Notice,
  sentence: (repeats: NonNullable<Notice['repeats']>) => string,
): Worded =>
  repeats === undefined
    ? worded
    : { ...worded, sentences: [sentence(repeats), ...worded.sentences] };
