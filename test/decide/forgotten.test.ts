/** The truth tables of the daily sweep: one Region elsewhere and home, and what is found there. */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findForgotten } from '../../src/lib/decide/forgotten/find.ts';
import { isProven } from '../../src/lib/model/finding.ts';
import { NO_LINKS } from '../../src/lib/model/link.ts';
import type { Language } from '../../src/lib/model/policy.ts';
import { findingEn } from '../../src/lib/tell/render/finding-en.ts';
import { findingKo } from '../../src/lib/tell/render/finding-ko.ts';
import { sayFor } from '../../src/lib/tell/render/say.ts';
import { NOON } from '../build/at.ts';
import { ACCOUNT } from '../build/ids.ts';
import { type EstateCase, type EstateGiven, optionsOf, rememberedOf, sightOf } from './estate.ts';
import { revived } from './truth-table.ts';

const FOLDER = new URL('./', import.meta.url);
const TABLES = readdirSync(FOLDER).filter((name) => /^forgotten.*\.json$/.test(name));

const casesOf = (file: string): readonly EstateCase[] =>
  JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as readonly EstateCase[];

const foundIn = (given: EstateGiven) =>
  findForgotten(sightOf(given), rememberedOf(given), optionsOf(given));

const sayIn = (language: Language) =>
  sayFor({
    language,
    zone: 'Asia/Seoul',
    currency: { code: 'USD', perUsd: 1, asOf: '2026-11-01' },
    account: ACCOUNT,
    region: 'ap-northeast-2',
    mode: 'act',
    link: NO_LINKS,
  });

test('no two cases have one name', () => {
  const names = TABLES.flatMap(casesOf).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(TABLES)('%s', (file) => {
  test.each(casesOf(file))('$name', ({ given, then, unseen = [] }) => {
    const { findings, unseen: kept } = foundIn(revived(given) as EstateGiven);
    expect(kept.map(({ kind, id }) => `${kind} ${id}`)).toEqual(unseen);
    const found = findings.map((finding) => ({
      ...finding,
      usd: finding.monthlyMicroUsd === null ? null : finding.monthlyMicroUsd / 1_000_000,
      proven: isProven(finding, NOON),
    }));
    const expected = then.map(({ region = 'us-east-1', ...one }) => ({ region, ...one }));
    expect(found).toMatchObject(revived(expected) as object[]);
    const said = findings.flatMap((finding) => [
      findingEn(finding, sayIn('en')),
      findingKo(finding, sayIn('ko')),
    ]);
    expect(said.filter((text) => /undefined|NaN|null|\[object/.test(text))).toEqual([]);
  });
});
