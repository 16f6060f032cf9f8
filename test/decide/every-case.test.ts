/** Laws that hold in whatever case a table tells of. */

import { describe, expect, test } from 'vitest';
import { type Plan, RULES } from '../../src/lib/model/decision.ts';
import { NO_LINKS } from '../../src/lib/model/link.ts';
import type { Language } from '../../src/lib/model/policy.ts';
import { keyOf } from '../../src/lib/model/target.ts';
import { renderPass } from '../../src/lib/tell/render/pass-message.ts';
import { reasonEn } from '../../src/lib/tell/render/reason-en.ts';
import { reasonKo } from '../../src/lib/tell/render/reason-ko.ts';
import { sayFor, type View } from '../../src/lib/tell/render/say.ts';
import { NOON } from '../build/at.ts';
import { ACCOUNT } from '../build/ids.ts';
import { casesOf, TABLES } from './tables.ts';
import { type Given, messagesOf, planOf, revived } from './truth-table.ts';

const viewIn = (language: Language): View => ({
  language,
  zone: 'Asia/Seoul',
  currency: { code: 'USD', perUsd: 1, asOf: '2026-11-01' },
  account: ACCOUNT,
  region: 'ap-northeast-2',
  mode: 'act',
  link: NO_LINKS,
});

/** What a template shows where a fact is missing. */
const NOTHING = /undefined|NaN|\[object/;

function unsaid({ decisions }: Plan, messages: ReturnType<typeof messagesOf>): readonly string[] {
  const reasons = decisions.flatMap(({ opinions }) => opinions.map((opinion) => opinion.reason));
  const [en, ko] = [viewIn('en'), viewIn('ko')];
  return [
    ...reasons.map((because) => reasonEn(because, sayFor(en))),
    ...reasons.map((because) => reasonKo(because, sayFor(ko))),
    ...messages.flatMap((one) => [en, ko].map((view) => renderPass([one], view).text)),
  ].filter((text) => text === '' || NOTHING.test(text));
}

/** Some of these are urgent. */
const MAY_WAIT: ReadonlySet<string> = new Set([
  'allowance-threshold',
  'exposed-port',
  'health',
  'notebook',
]);

describe.each(TABLES)('in every case of %s', (file) => {
  test.each(casesOf(file))('$name', ({ given }) => {
    const now = (revived(given) as Given).now ?? NOON;
    const plan = planOf(revived(given) as Given);
    const messages = messagesOf(plan);
    const keys = messages.map(({ dedupeKey }) => dedupeKey);
    const targets = plan.decisions.map(({ target }) => keyOf(target));

    expect(new Set(targets).size, 'each target has one decision').toBe(targets.length);
    for (const { opinions, verdict, reason, rule, hibernate, association } of plan.decisions) {
      expect(opinions[0], 'what decided comes first').toMatchObject({ verdict, reason, rule });
      expect(RULES, 'who speaks has a name').toEqual(
        expect.arrayContaining(opinions.map((opinion) => opinion.rule)),
      );
      if (verdict !== 'stop') expect(hibernate, 'only a stop hibernates').toBe(false);
      if (verdict !== 'associate') expect(association, 'only then an address moves').toBeNull();
    }
    expect(new Set(keys).size, 'each message has a key of its own').toBe(keys.length);
    for (const { dedupeKey, kind, urgency, at } of messages) {
      expect(dedupeKey, 'a key names what it is about').toMatch(
        /(i|vol|eipalloc|sg)-|own-trouble:|notebook:|allowance:/,
      );
      const waits = kind === 'digest' || (MAY_WAIT.has(kind) && urgency === 'digest');
      expect(urgency, 'only lines of the digest wait').toBe(waits ? 'digest' : 'now');
      expect(at, 'a message is dated by its pass').toBe(now);
    }
    expect(unsaid(plan, messages), 'all can be said in both languages').toEqual([]);
  });
});
