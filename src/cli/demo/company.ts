/** The company that the demo tells of, and what it wants of Tierkeeper. */
import { seoul } from '../../lib/cloud/simulated/accounts/seoul.ts';
import type { FaultPreset } from '../../lib/cloud/simulated/faults.ts';
import { parsePolicyDocument } from '../../lib/config/policy-document.ts';
import { idOf, isAccountId } from '../../lib/model/ids.ts';
import { type Instant, instant } from '../../lib/model/instant.ts';
import type { Language, Policy } from '../../lib/model/policy.ts';
import { beginHistory, type HistoryOptions, type OpenHistory } from '../../lib/wiring/history.ts';
import { knownPrices } from '../../lib/wiring/known-prices.ts';

const ZONE = 'Asia/Seoul';
/**
 * Midnight in Seoul, Sunday 2 March 2025: its thirty days are of one month of UTC, and of a time
 * when accounts had the 12 free months that the meter counts against.
 */
const START: Instant = instant(Date.UTC(2025, 2, 1, 15));
const ACCOUNT_CREATED = '2024-09-20';

export const NIGHTLY = { stop: '22:00', start: '07:00' } as const;

export interface StoryOptions {
  readonly seed: number;
  readonly days: number;
  readonly faults: FaultPreset;
  readonly language: Language;
}

const policyIn = (language: Language): Policy =>
  parsePolicyDocument({
    mode: 'act',
    zone: ZONE,
    language,
    currency: { code: 'KRW', perUsd: 1390, asOf: '2025-03-01' },
    nightly: NIGHTLY,
    freeTier: { plan: 'legacy', accountCreated: ACCOUNT_CREATED },
  });

const historyOptions = (
  { seed, days, faults, language }: StoryOptions,
  deployed: boolean,
): HistoryOptions => {
  const policy = policyIn(language);
  return {
    seed,
    days,
    faults,
    startAt: START,
    account: idOf(isAccountId, '123456789012'),
    region: 'ap-northeast-2',
    zone: ZONE,
    setup: seoul,
    policy,
    prices: knownPrices(policy),
    deployed,
  };
};

export interface Both {
  readonly with: OpenHistory;
  readonly without: OpenHistory;
}

/**
 * The same time twice, each before it has begun: load, people and faults do not depend on who
 * looks after the account.
 */
export const bothHistories = (options: StoryOptions): Both => ({
  with: beginHistory(historyOptions(options, true)),
  without: beginHistory(historyOptions(options, false)),
});
