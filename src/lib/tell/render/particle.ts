/** Korean particles, chosen by the sound in which the word before them ends. */
import { plain } from './plain.ts';

export const PARTICLES = ['은/는', '이/가', '을/를', '과/와', '으로/로'] as const;
export type Particle = (typeof PARTICLES)[number];

/** How a word ends; a final ㄹ takes 로 where other consonants take 으로. */
type Ending = 'consonant' | 'rieul' | 'vowel' | 'unknown';

/** 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구. */
const DIGITS: Readonly<Record<string, Ending>> = {
  '0': 'consonant',
  '1': 'rieul',
  '2': 'vowel',
  '3': 'consonant',
  '4': 'vowel',
  '5': 'vowel',
  '6': 'consonant',
  '7': 'rieul',
  '8': 'rieul',
  '9': 'vowel',
};

/** Letters whose names end in a consonant: 엘, 엠, 엔, 알. */
const LETTERS: Readonly<Record<string, Ending>> = {
  l: 'rieul',
  m: 'consonant',
  n: 'consonant',
  r: 'rieul',
};

const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;
/** Each initial and vowel has 28 syllables: none, or one of 27 final consonants. */
const FINALS = 28;
const FINAL_RIEUL = 8;

function endingOf(word: string): Ending {
  const said = withoutTrail(word);
  const last = said.at(-1) ?? '';
  const code = last.charCodeAt(0);
  if (code >= HANGUL_FIRST && code <= HANGUL_LAST)
    return ofSyllable((code - HANGUL_FIRST) % FINALS);
  return DIGITS[last] ?? (/[a-z]/i.test(last) ? ofLatin(said) : 'unknown');
}

const ofSyllable = (final: number): Ending => {
  if (final === 0) return 'vowel';
  return final === FINAL_RIEUL ? 'rieul' : 'consonant';
};

/** A particle goes by the word before a bracket, and quotes are silent. */
const withoutTrail = (word: string): string =>
  plain(word)
    .replace(/(?<=\S)\s*\([^()]*\)$/, '')
    .replace(/[^\p{L}\p{N}]+$/u, '');

/**
 * Latin words as Koreans write them down: 서버, 스테이징, 웹, 박스. A word without vowels is spelt, and so
 * is one in capitals: `DB` is 디비, `VPN` 브이피엔.
 */
function ofLatin(said: string): Ending {
  const word = /[a-z]+$/i.exec(said)?.[0] ?? '';
  const low = word.toLowerCase();
  const spelt = !/[aeiouy]/.test(low) || (word === word.toUpperCase() && word.length <= 4);
  if (spelt) return LETTERS[low.at(-1) ?? ''] ?? 'vowel';
  if (/(l|[^aeiouy]le)$/.test(low)) return 'rieul';
  return CLOSED.test(low) ? 'consonant' : 'vowel';
}

/** 스테이징, 노트북, and a stop after one short vowel: 웹, 봇, 앱, 스택. */
const CLOSED = /(?:[mn]|ng|ook|(?:^|[^aeiouy])[aeiouy](?:[ptkcb]|ck))$/;

/** The word with its particle: `particle('dev-box', '을/를')` is `dev-box를`. */
export function particle(word: string, pair: Particle): string {
  const [closed = '', open = ''] = pair.split('/');
  const ending = endingOf(word);
  if (ending === 'unknown') return `${word}${inDoubt(closed, open)}`;
  const isOpen = ending === 'vowel' || (ending === 'rieul' && pair === '으로/로');
  return `${word}${isOpen ? open : closed}`;
}

/** `은(는)`, `(으)로`: the written way out when nobody can tell. */
const inDoubt = (closed: string, open: string): string =>
  closed.endsWith(open) ? `(${closed.slice(0, -open.length)})${open}` : `${closed}(${open})`;
