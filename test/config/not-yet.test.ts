import { describe, expect, test } from 'vitest';
import { WAITING } from '../../src/lib/config/not-yet.ts';
import { parsePolicyFile } from '../../src/lib/config/policy-file.ts';

const notYet = (text: string): readonly string[] => {
  const parsed = parsePolicyFile(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.notYet;
};

/** One setting that differs from the default, for every key that waits. */
const SET: Readonly<Record<string, string>> = {
  sweep: 'sweep: { regions: [eu-west-1] }',
};

describe('settings that this version does not act on yet', () => {
  test('a default is not worth a word, also when it is written down', () => {
    expect(notYet('')).toEqual([]);
    expect(notYet('alarms: auto\nexposure: { on: true }\ntell: { weekly: mon }')).toEqual([]);
  });

  test('a setting that is acted on is not worth a word', () => {
    expect(
      notYet('mode: act\nalarms: off\nidle: { window: 30m }\ntell: { digest: "08:00" }'),
    ).toEqual([]);
  });

  test.each(WAITING)('$key is named once it is set', ({ key, missing }) => {
    expect(notYet(SET[key] ?? '')).toEqual([
      `${key} is set, but this version does not act on it yet: ${missing}.`,
    ]);
  });
});
