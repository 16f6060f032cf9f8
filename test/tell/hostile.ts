/** Text that means harm, and what puts it everywhere. */
import { fc } from '@fast-check/vitest';
import { LIMIT_NAMES } from '../../src/lib/model/meter.ts';

/** Each of them has broken something somewhere. */
export const HOSTILE: readonly string[] = [
  'dev\r\nBcc: everybody@example.com\r\n\r\nSend money',
  '\u202egnp.exe\u2066',
  '\u0000\u001b]0;owned\u0007\u009b31m',
  '가'.repeat(256),
  '👨‍👩‍👧‍👦'.repeat(36),
  `a${'\u0301'.repeat(255)}`,
  '\u{e0041}\u{e0042}\u3164\u115f',
  '"; rm -rf ~; "',
  '',
  '<script>alert(1)</script> <!channel> @here <@U012|you> &amp;',
  '*_~`'.repeat(64),
  '<>&'.repeat(85),
  '> :fire: ```rm -rf```',
  '\u200f\u061cadmin\u200e\u200b\u200c\u2060\ufeff\u00adroot',
  '","level":"ERROR","message":"owned',
  '\u2028\u0085\u009b2J\u001b[1A\u001b[2Kowned\u2029',
  '=HYPERLINK("https://evil.example","look")',
  'x'.repeat(256),
];

/** What a person, or somebody who means harm, can put into a tag: up to 256 characters. */
export const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 256 }),
  fc.string({ unit: 'grapheme', maxLength: 256 }),
  fc.constantFrom(...HOSTILE),
);

/** Ids come from AWS and are checked at the border; all other text is foreign. */
const isOurs = (key: string, text: string): boolean =>
  /Ids?$/.test(key) || /^(i|vol|eipalloc)-/.test(text) || FIXED.has(key) || LIMITS.has(text);

const LIMITS: ReadonlySet<string> = new Set(LIMIT_NAMES);

/** Closed tables, and what the policy has parsed. */
const FIXED = new Set([
  'key',
  'kind',
  'line',
  'trouble',
  'verb',
  'news',
  'result',
  'urgency',
  'code',
  'signal',
  'unit',
  'how',
  'did',
  'want',
  'owner',
  'limit',
  'sign',
  'zone',
  'by',
  'why',
  'to',
  'nextTo',
  'checks',
  'category',
  'because',
  'of',
  'ending',
  // AWS's own word, and a range that was read number by number.
  'protocol',
  'cidr',
  'status',
  'hibernation',
  'family',
  'date',
]);

/** The value with every foreign text replaced. */
export function poisoned<T>(value: T, text: string, key = ''): T {
  if (typeof value === 'string') return (isOurs(key, value) ? value : text) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => poisoned(one, text, key)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, poisoned(one, text, name)]),
  ) as T;
}
