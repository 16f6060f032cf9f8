import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parsePolicyDocument } from '../../src/lib/config/policy-document.ts';
import { parsePolicyFile } from '../../src/lib/config/policy-file.ts';
import { hours, minutes } from '../../src/lib/model/instant.ts';
import { usd } from '../../src/lib/model/money.ts';
import type { Policy } from '../../src/lib/model/policy.ts';

const policyOf = (text: string): Policy => {
  const parsed = parsePolicyFile(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.policy;
};

const WHOLE = readFileSync(new URL('./whole-policy.yml', import.meta.url), 'utf8');
const SHIPPED = readFileSync(new URL('../../policy.yml', import.meta.url), 'utf8');

describe('the defaults of the policy', () => {
  test('an empty file means the whole policy as it is documented', () => {
    expect(policyOf('')).toEqual(policyOf(WHOLE));
    expect(policyOf('# only a comment\n')).toEqual(policyOf(WHOLE));
  });

  test('the documented policy names every key, so that none can have a default of its own', () => {
    const parsed = parsePolicyFile(WHOLE);
    const written = parsed.ok ? parsed.document : null;
    // Prices are the one part that is kept apart from how it is written.
    const read = { ...parsePolicyDocument({}), prices: {} };
    expect(keysOf(written)).toEqual(keysOf(read));
  });

  test('the policy.yml of a fresh checkout observes, and says what an empty file would', () => {
    expect(policyOf(SHIPPED)).toEqual(policyOf(''));
    expect(policyOf(SHIPPED).mode).toBe('observe');
  });

  test('the examples of policy.yml mean something once their marks are taken away', () => {
    const policy = policyOf(SHIPPED.replace(/^# (?=nightly|schedules|[ ]{2}office)/gm, ''));
    expect(policy.nightly?.name).toBe('nightly');
    expect(Object.keys(policy.schedules)).toEqual(['office']);
  });

  test('lengths, times and weekdays become numbers', () => {
    const { idle, catchUp, tell } = policyOf('');
    expect(idle.window).toBe(hours(1));
    expect(idle.grace).toBe(minutes(20));
    expect(catchUp).toBe(hours(6));
    expect(tell.digest).toBe(9 * 60);
    expect(tell.weekly).toBe(1);
  });

  test('a section that sets one key keeps the defaults of the others', () => {
    const { idle } = policyOf('idle: { window: 2h }');
    expect(idle).toEqual({ ...policyOf('').idle, window: hours(2) });
  });

  test('prices are kept in micro-USD under their names', () => {
    const { prices } = policyOf('prices: { instance/eu-west-1/t3.micro/linux: 0.0114 }');
    expect(prices.known).toEqual({ 'instance/eu-west-1/t3.micro/linux': usd(0.0114) });
    expect(prices.odd).toEqual([]);
  });

  test('a price that cannot be read costs no other, and not the policy', () => {
    const { prices, mode } = policyOf(
      'mode: act\nprices: { t3.micro: 1, public-ipv4/us-east-1/hour: free, ' +
        'nat-gateway/us-east-1/hour: -1, instance/eu-west-1/t3.micro/linux: 0.0114 }',
    );
    expect(mode).toBe('act');
    expect(prices).toEqual({
      known: { 'instance/eu-west-1/t3.micro/linux': usd(0.0114) },
      odd: [
        { of: 'policy', row: 't3.micro', why: 'name' },
        { of: 'policy', row: 'public-ipv4/us-east-1/hour', why: 'amount' },
        { of: 'policy', row: 'nat-gateway/us-east-1/hour', why: 'amount' },
      ],
    });
  });
});

/** Paths of every key, sorted; lists and empty sections are leaves. */
function keysOf(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  const entries = Object.entries(value);
  if (entries.length === 0) return [path];
  return entries.flatMap(([key, below]) => keysOf(below, `${path}/${key}`)).toSorted();
}
