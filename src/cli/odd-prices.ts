/** Prices that cannot be read, for whoever reads a policy: each is left out, the rest stands. */
import { idOf, isAccountId } from '../lib/model/ids.ts';
import { NO_LINKS } from '../lib/model/link.ts';
import type { Language, Policy } from '../lib/model/policy.ts';
import type { PriceTable } from '../lib/model/price.ts';
import { meterWords } from '../lib/tell/render/meter-words.ts';
import { sayFor } from '../lib/tell/render/say.ts';

/** None of these sentences names an account. */
const NO_ACCOUNT = idOf(isAccountId, '000000000000');

export function oddPriceTexts(
  { odd }: Pick<PriceTable, 'odd'>,
  { zone, currency, mode }: Policy,
  language: Language,
): readonly string[] {
  const view = { language, zone, currency, mode, account: NO_ACCOUNT, region: '', link: NO_LINKS };
  const words = meterWords(language);
  return odd.map((one) => words.leftOut({ kind: 'price', ...one }, sayFor(view)));
}
