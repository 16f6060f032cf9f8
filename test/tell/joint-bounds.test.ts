/** However many places have however much to tell: a message that fits, and nobody left out. */
import { describe, expect, test } from 'vitest';
import type { DigestContent } from '../../src/lib/model/digest.ts';
import { jointContent } from '../../src/lib/tell/join.ts';
import { renderJoint } from '../../src/lib/tell/render/digest-joint.ts';
import { bytesOf, DOCUMENT_BYTES_MAX, TEXT_BYTES_MAX } from '../../src/lib/tell/render/size.ts';
import { EMPTY_DAY, FULL_DAY } from './digests.ts';
import { joinedOf, partFor, placed, SHOP, SHOP_DAY } from './joint-days.ts';
import { LINKED } from './notices.ts';

const view = { ...LINKED, place: 'hub ap-northeast-2' };

const rendered = (count: number, day: DigestContent, own: DigestContent = EMPTY_DAY) => {
  const part = partFor(day, view, SHOP);
  const parts = Array.from({ length: count }, (_, index) => placed(SHOP, `shop-${index}`, part));
  const missing = Array.from({ length: count }, (_, index) => `gone-${index}`);
  const content = jointContent(own, joinedOf(parts, { missing, places: 2 * count + 1 }));
  return renderJoint(content, view, ['slack', 'amazon-q']);
};

const flat = (text: string): string => text.replace(/\s+/g, ' ');
const said = (text: string): number => new Set(text.match(/\[shop-\d+\]/g)).size;
/** `and 3 more` of the places that are not even named. */
const counted = (text: string): number =>
  Number(/News also in: [^.]*?(\d+) more\./.exec(flat(text))?.[1] ?? 0);

describe.each([1, 3, 20, 100, 802])('a digest of %i other places', (count) => {
  test.each([
    ['little', SHOP_DAY, EMPTY_DAY],
    ['everything', FULL_DAY, EMPTY_DAY],
    ['everything, as home has', FULL_DAY, FULL_DAY],
  ] as const)('fits where each has %s to tell, and names or counts all of them', (_, day, own) => {
    const { text, document, slack, amazonQ } = rendered(count, day, own);
    expect(bytesOf(text)).toBeLessThanOrEqual(TEXT_BYTES_MAX);
    expect(bytesOf(document)).toBeLessThanOrEqual(DOCUMENT_BYTES_MAX);
    expect(slack?.blocks.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(slack?.blocks).length).toBeLessThanOrEqual(12_000);
    expect(bytesOf(amazonQ ?? '')).toBeLessThanOrEqual(20_000);
    expect(said(text) + counted(text)).toBe(count);
  });
});

test('a part of the ledger is small, whatever there is to tell', () => {
  const many = Array.from({ length: 500 }, () => FULL_DAY.notices).flat();
  const part = partFor({ ...FULL_DAY, notices: many }, view, SHOP);
  expect(bytesOf(JSON.stringify(part))).toBeLessThan(20_000);
  expect(part.sections.find(({ section }) => section === 'done')?.more).toBeGreaterThan(400);
});

test('a part names only what has a name: sentences are told, or counted', () => {
  const part = partFor({ ...EMPTY_DAY, forgotten: FULL_DAY.forgotten }, view, SHOP);
  const forgotten = part.sections.find(({ section }) => section === 'forgotten');
  expect(forgotten?.others).toEqual(expect.arrayContaining(['logs', 'tutorial-endpoint']));
  expect(forgotten?.others.filter((name) => name.endsWith('.'))).toEqual([]);
  const told = forgotten?.lines.map(({ text }) => text);
  expect(told).toContain('No time was left to look at eu-west-3.');
});

test('the gravest news come first, and else the order of the policy', () => {
  const grave = partFor({ ...SHOP_DAY, health: FULL_DAY.health }, view, SHOP);
  const calm = partFor(SHOP_DAY, view, SHOP);
  const parts = [calm, calm, grave, calm].map((part, index) =>
    placed({ ...SHOP, region: `eu-west-${index}` }, `shop-${index}`, part),
  );
  const { text, slack } = renderJoint(jointContent(EMPTY_DAY, joinedOf(parts)), view, ['slack']);
  const order = ['[shop-2]', '[shop-0]', '[shop-1]', '[shop-3]'];
  for (const told of [text, JSON.stringify(slack)]) {
    expect(told.match(/\[shop-\d\]/g)?.slice(0, 4)).toEqual(order);
  }
});
