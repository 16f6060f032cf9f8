/**
 * Foreign text (tags, AWS's own sentences, what people typed) as one harmless line. What it says
 * is kept; what it could do to a subject, a terminal or the direction of reading is not.
 */
import stringWidth from 'string-width';

/** Line breaks, tabs, no-break and ideographic spaces: all of them only part words. */
const SEPARATORS = /[\s\p{Z}]+/gu;
/** Controls, bidirectional marks, zero-width characters, lone surrogates, Hangul fillers. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;
/** Piled-up accents that would cover the lines above and below. */
const PILED_MARKS = /(\p{M}{2})\p{M}+/gu;

/** Its tables are loaded with the first one, which a cold start need not wait for. */
let graphemes: Intl.Segmenter | undefined;

export const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(SEPARATORS, ' ')
    .replace(UNSEEN, '')
    .replace(PILED_MARKS, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();

/** A character as JSON may write it, `\u202e`: two of these where it takes two code units. */
export const codesOf = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');

export const widthOf = (text: string): number => stringWidth(text);

export function graphemesOf(text: string): readonly string[] {
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** At most so many columns, with an ellipsis where something was left out. */
export function clip(text: string, columns: number): string {
  if (text.length <= columns && widthOf(text) <= columns) return text;
  return `${fitting(graphemesOf(text), columns - 1)
    .join('')
    .trimEnd()}…`;
}

/** The graphemes that fit; at most two code units a column, as piled-up marks have no width. */
function fitting(all: readonly string[], columns: number): readonly string[] {
  const kept: string[] = [];
  let width = 0;
  let length = 0;
  for (const one of all) {
    width += widthOf(one);
    length += one.length;
    if (width > columns || length > 2 * columns) break;
    kept.push(one);
  }
  return kept;
}

/** At most so many code units, with an ellipsis where something was left out. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = '';
  for (const one of graphemesOf(text)) {
    if (kept.length + one.length > length - 1) break;
    kept += one;
  }
  return `${kept.trimEnd()}…`;
}
