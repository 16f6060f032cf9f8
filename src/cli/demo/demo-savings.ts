/** What the ledger of the demo's account has of its month when that ends. */
import type { KnownSavings } from '../../lib/meter/known-savings.ts';
import { days, type Instant, plus } from '../../lib/model/instant.ts';
import type { LedgerItem } from '../../lib/model/ledger.ts';
import type { Language } from '../../lib/model/policy.ts';
import type { OpenHistory } from '../../lib/wiring/history.ts';
import { bothHistories } from './company.ts';

const MONTH_DAYS = 30;

export async function demoSavings(language: Language) {
  const story = { seed: 1, days: MONTH_DAYS, faults: 'none', language } as const;
  const history = bothHistories(story).with;
  const end = plus(history.from, days(MONTH_DAYS));
  await history.run(end);
  const { account, region, policy } = history.options;
  return { known: savingsKnown(history, end), place: { account, region }, policy };
}

/** As far as it has come. */
export function savingsKnown(
  { world, options }: Pick<OpenHistory, 'world' | 'options'>,
  now: Instant,
): KnownSavings {
  const items = world.ledger.items().map(({ item }) => item);
  const only = <Item extends LedgerItem>(isIt: (item: LedgerItem) => item is Item) =>
    items.filter(isIt);
  return {
    instances: only((item) => item.kind === 'instance'),
    kept: only((item) => item.kind === 'savings'),
    allowances: only((item) => item.kind === 'month-allowance'),
    survey: only((item) => item.kind === 'survey')[0] ?? null,
    region: options.region,
    prices: options.prices,
    now,
  };
}
