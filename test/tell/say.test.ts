import { describe, expect, test } from 'vitest';
import { days, hours, minutes, seconds } from '../../src/lib/model/instant.ts';
import { microUsd, usd } from '../../src/lib/model/money.ts';
import { sayFor } from '../../src/lib/tell/render/say.ts';
import { SEOUL } from './notices.ts';
import { TEN_PM } from './reasons.ts';
import { instanceId } from './subjects.ts';

const say = sayFor(SEOUL);
const korean = sayFor({ ...SEOUL, language: 'ko' });
const dollars = { code: 'USD', perUsd: 1, asOf: '2026-11-01' };

describe('an instant', () => {
  test.each([
    ['Asia/Seoul', 'Mon 23 Nov 22:00 KST'],
    ['Asia/Tokyo', 'Mon 23 Nov 22:00 JST'],
    ['Europe/Berlin', 'Mon 23 Nov 14:00 CET'],
    ['America/New_York', 'Mon 23 Nov 08:00 EST'],
    ['Asia/Kolkata', 'Mon 23 Nov 18:30 IST'],
    ['America/Sao_Paulo', 'Mon 23 Nov 10:00 GMT-3'],
    ['UTC', 'Mon 23 Nov 13:00 UTC'],
  ])('is said on the clock of %s', (zone, text) => {
    expect(sayFor({ ...SEOUL, zone }).instant(TEN_PM)).toBe(text);
  });

  test('is said in Korean as Koreans write it', () => {
    expect(korean.instant(TEN_PM)).toBe('11월 23일(월) 22:00 KST');
    expect(korean.farInstant(TEN_PM)).toBe('2026년 11월 23일(월) 22:00 KST');
  });

  test('shows the wall clock of its schedule where that is another', () => {
    const edge = { edge: TEN_PM, zone: 'America/New_York' };
    expect(say.edge(edge)).toBe('Mon 23 Nov 22:00 KST (08:00 in America/New_York)');
    expect(say.edge({ ...edge, zone: 'Asia/Tokyo' })).toBe('Mon 23 Nov 22:00 KST');
  });
});

describe('a length of time', () => {
  test.each([
    [seconds(1), '1 second', '1초'],
    [seconds(30), '30 seconds', '30초'],
    [minutes(1), '1 minute', '1분'],
    [minutes(60), '60 minutes', '60분'],
    [minutes(119), '119 minutes', '119분'],
    [hours(2), '2 hours', '2시간'],
    [minutes(125), '2 hours 5 minutes', '2시간 5분'],
    [hours(25), '25 hours', '25시간'],
    [hours(48), '2 days', '2일'],
    [hours(49), '2 days 1 hour', '2일 1시간'],
    [days(400), '400 days', '400일'],
  ])('of %i ms is "%s"', (length, english, inKorean) => {
    expect(say.duration(length)).toBe(english);
    expect(korean.duration(length)).toBe(inKorean);
  });
});

describe('money', () => {
  test.each([
    [usd(0.312), '0.31 USD (434 KRW)', '0.31달러(434원)'],
    [usd(0.0104), '0.0104 USD (14 KRW)', '0.0104달러(14원)'],
    [usd(1234.5), '1,234.50 USD (1,715,955 KRW)', '1,234.50달러(1,715,955원)'],
    [microUsd(1), '0.000001 USD (0.0014 KRW)', '0.000001달러(0.0014원)'],
    [usd(0), '0.00 USD (0 KRW)', '0.00달러(0원)'],
  ])('of %i micro-dollars is "%s"', (amount, english, inKorean) => {
    expect(say.money(amount)).toBe(english);
    expect(korean.money(amount)).toBe(inKorean);
  });

  test('is in dollars alone where the policy names no other currency', () => {
    expect(sayFor({ ...SEOUL, currency: dollars }).money(usd(0.312))).toBe('0.31 USD');
  });

  test('has the digits of its currency', () => {
    const euros = { code: 'EUR', perUsd: 0.92, asOf: '2026-11-01' };
    expect(sayFor({ ...SEOUL, currency: euros }).money(usd(2))).toBe('2.00 USD (1.84 EUR)');
  });

  test('of an unknown price is unknown, never zero', () => {
    expect(say.price(null)).toBe('price unknown');
    expect(korean.price(null)).toBe('가격 모름');
  });
});

describe('bytes', () => {
  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [310, '310 bytes'],
    [20_000, '20 KB'],
    [1_234_567, '1.23 MB'],
    [5e15, '5,000 TB'],
  ])('%i is %s', (size, text) => {
    expect(say.bytes(size)).toBe(text);
  });
});

describe('foreign text', () => {
  test.each([
    ['two\r\nlines\tand a tab', 'two lines and a tab'],
    ['  padded\u00a0\u3000text ', 'padded text'],
    ['txt.\u202egnp', 'txt.gnp'],
    ['zero\u200bwidth\u2066\u2069', 'zerowidth'],
    ['\u001b[31mred\u0007', '[31mred'],
    ['half \ud800 pair', 'half pair'],
    ['오름 서버', '오름 서버'],
  ])('%j becomes one harmless line', (text, expected) => {
    expect(say.data(text)).toBe(expected);
  });

  test('is cut to what fits, at whole characters', () => {
    expect(say.data('x'.repeat(256), 10)).toBe('xxxxxxxxx…');
    expect(say.data('가'.repeat(256), 10)).toBe('가가가가…');
  });

  test('that shows nothing gives way to the id', () => {
    const id = instanceId(1);
    expect(say.name({ name: '\u202e\u200b ', instanceId: id })).toBe(id);
  });
});
