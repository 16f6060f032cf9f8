/** Sentences for a narrow screen. */
import { widthOf } from '../../tell/render/plain.ts';
import { type Child, h } from './node.ts';

/** `23일(월)`, `0.12회(기준 0.2회)였습니다`: Korean does not break a line there, and browsers do. */
const BRACKETED = /([^\s()]{0,12}\([^()]{1,16}\)[^\s()]{0,8})/u;

/** What is in one piece must be narrower than a phone, also in a headline. */
const WHOLE_COLUMNS_MAX = 26;

export const prose = (sentence: string): Child =>
  sentence
    .split(BRACKETED)
    .map((part, index) =>
      index % 2 === 1 && widthOf(part) <= WHOLE_COLUMNS_MAX
        ? h('span', { class: 'whole' }, part)
        : part,
    );
