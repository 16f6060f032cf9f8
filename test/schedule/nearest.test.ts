import { describe, expect, test } from 'vitest';
import { nearestOf, slipsBetween } from '../../src/lib/schedule/nearest.ts';

describe('slips between two words', () => {
  test.each([
    ['', '', 0],
    ['mon', 'mon', 0],
    ['mon', 'moon', 1],
    ['mon', 'mo', 1],
    ['mon', 'man', 1],
    ['', 'mon', 3],
    ['ab', 'ba', 1],
    ['ab', 'cd', 2],
    ['ab', 'ca', 2],
    ['xa', 'ay', 2],
    ['thurday', 'thursday', 1],
    ['tusday', 'tuedsay', 2],
    ['abc', 'ca', 3],
    ['kitten', 'sitting', 3],
  ])('"%s" and "%s" are %d apart, from either side', (...[one, other, slips]) => {
    expect([slipsBetween(one, other), slipsBetween(other, one)]).toEqual([slips, slips]);
  });
});

describe('the nearest word', () => {
  test.each([
    ['forgives one slip in a short word', 'mn', ['mon', 'sun'], 'mon'],
    ['forgives no two', 'mn', ['moon'], null],
    ['forgives two in six letters', 'tusady', ['tuesday'], 'tuesday'],
    ['is the first of those as near', 'mat', ['sat', 'mar'], 'sat'],
    ['goes by no case', 'SUN', ['mon', 'Sun'], 'Sun'],
  ])('%s', (...[, word, known, nearest]) => {
    expect(nearestOf(word, known)).toBe(nearest);
  });
});
