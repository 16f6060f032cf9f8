import { describe, expect, test } from 'vitest';
import { PARTICLES, particle } from '../../src/lib/tell/render/particle.ts';

/** The word, and what follows it: topic, subject, object, with, by means of. */
const TABLE: readonly (readonly [word: string, ...particles: string[]])[] = [
  ['서버', '는', '가', '를', '와', '로'],
  ['볼륨', '은', '이', '을', '과', '으로'],
  ['서울', '은', '이', '을', '과', '로'],
  ['네트워크', '는', '가', '를', '와', '로'],
  ['dev-box', '는', '가', '를', '와', '로'],
  ['server', '는', '가', '를', '와', '로'],
  ['oruum-backend', '는', '가', '를', '와', '로'],
  ['web', '은', '이', '을', '과', '으로'],
  ['bucket', '은', '이', '을', '과', '으로'],
  ['notebook', '은', '이', '을', '과', '으로'],
  ['stack', '은', '이', '을', '과', '으로'],
  ['staging', '은', '이', '을', '과', '으로'],
  ['admin', '은', '이', '을', '과', '으로'],
  ['table', '은', '이', '을', '과', '로'],
  ['mysql', '은', '이', '을', '과', '로'],
  ['db', '는', '가', '를', '와', '로'],
  ['CPU', '는', '가', '를', '와', '로'],
  ['VPN', '은', '이', '을', '과', '으로'],
  ['URL', '은', '이', '을', '과', '로'],
  ['worker-0', '은', '이', '을', '과', '으로'],
  ['worker-1', '은', '이', '을', '과', '로'],
  ['worker-2', '는', '가', '를', '와', '로'],
  ['worker-3', '은', '이', '을', '과', '으로'],
  ['worker-4', '는', '가', '를', '와', '로'],
  ['worker-5', '는', '가', '를', '와', '로'],
  ['worker-6', '은', '이', '을', '과', '으로'],
  ['worker-7', '은', '이', '을', '과', '로'],
  ['worker-8', '은', '이', '을', '과', '로'],
  ['worker-9', '는', '가', '를', '와', '로'],
  ['3.34.1.2', '는', '가', '를', '와', '로'],
  ['"nightly"', '는', '가', '를', '와', '로'],
  ['0.31달러(431원)', '는', '가', '를', '와', '로'],
  ['web (i-0123456789abcdef0)', '은', '이', '을', '과', '으로'],
  ['아주 긴 이…', '는', '가', '를', '와', '로'],
];

describe('a particle', () => {
  test.each(TABLE)('follows the sound of %s', (word, ...expected) => {
    const said = PARTICLES.map((pair) => particle(word, pair));
    expect(said).toEqual(expected.map((one) => word + one));
  });

  test.each(['日本', 'сервер', '🚀', ''])('is written both ways after "%s"', (word) => {
    const said = PARTICLES.map((pair) => particle(word, pair));
    expect(said).toEqual(
      ['은(는)', '이(가)', '을(를)', '과(와)', '(으)로'].map((one) => word + one),
    );
  });
});
