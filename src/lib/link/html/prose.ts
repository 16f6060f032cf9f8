/** Sentences for a narrow screen. */
import { type Child, h } from './node.ts';

/**
 * `23일(월)`, `0.026달러(36원)에`: Korean lines are not to break between a word and its bracket, which
 * browsers do. Short ones alone, so that none is wider than a phone.
 */
const WHOLE = /([^\s()]{1,8}\([^\s()]{1,6}\)[^\s()]{0,2})/u;

/** What a sentence says, unbroken where it should be. */
export const prose = (sentence: string): Child =>
  sentence
    .split(WHOLE)
    .map((part, index) => (index % 2 === 1 ? h('span', { class: 'whole' }, part) : part));
