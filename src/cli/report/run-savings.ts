/** `tierkeeper report --month`: what stops saved, of the demo or of a ledger in AWS. */

import { type KnownSavings, savingsIn } from '../../lib/meter/known-savings.ts';
import { monthOf } from '../../lib/meter/month.ts';
import { instant } from '../../lib/model/instant.ts';
import { NO_LINKS } from '../../lib/model/link.ts';
import type { Language, Policy } from '../../lib/model/policy.ts';
import { sayFor } from '../../lib/tell/render/say.ts';
import { savingsInAws } from '../../lib/wiring/aws-status.ts';
import { knownPrices } from '../../lib/wiring/known-prices.ts';
import { CommandError, wrongUsage } from '../command.ts';
import { placeAsked } from '../place-option.ts';
import { choosePolicy } from '../policy-choice.ts';
import type { Terminal } from '../terminal.ts';
import { printMeterSection } from './meter-section.ts';
import { type Asked, refuseAwsOfDemo } from './report-options.ts';
import { savingsCsv, savingsJson, type Whose } from './savings-data.ts';
import { printSavings } from './savings-text.ts';
import { USUAL_TABLE } from './usual-table.ts';
import { reportWords } from './words.ts';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

interface Found {
  readonly known: KnownSavings;
  readonly place: Whose;
  readonly policy: Policy;
  readonly language: Language;
}

export async function runSavings(asked: Asked, terminal: Terminal): Promise<number> {
  const wanted = monthIn(asked);
  const found = await (asked.demo ? foundInDemo(asked) : foundInAws(asked, wanted));
  const { known, place, policy, language } = found;
  const { name: today } = monthOf(known.now);
  const month = wanted ?? today;
  if (month > today) throw wrongUsage(`${month} is still to come: it is ${today} (UTC).`);
  const report = savingsIn(known, month);
  const { zone, currency, mode } = policy;
  const say = sayFor({ ...place, language, zone, currency, mode, link: NO_LINKS });
  if (asked.json) terminal.print(savingsJson(report, place));
  else if (asked.csv) terminal.print(...savingsCsv(report));
  else {
    printSavings(terminal, { report, isOver: month < today, say });
    const { meter = null } = known.survey ?? {};
    if (meter?.month === month) printMeterSection(terminal, meter, say);
  }
  return 0;
}

/** Null: this one. */
function monthIn({ month }: Asked): string | null {
  if (typeof month !== 'string') return null;
  if (MONTH.test(month)) return month;
  throw wrongUsage(`--month must be a month such as 2026-10, not "${month}".`);
}

async function foundInAws(asked: Asked, month: string | null): Promise<Found> {
  const { policy } = choosePolicy(asked.policy);
  const language = asked.lang ?? policy.language;
  const tableName = asked.table ?? USUAL_TABLE;
  const now = instant(Date.now());
  const { region, profile, 'endpoint-url': endpoint } = asked;
  const placeIn = placeAsked(asked.place, policy);
  const options = { tableName, region, profile, endpoint, policy, placeIn };
  const found = await savingsInAws(options, month ?? monthOf(now).name);
  if (!found.reached) {
    const sentence = reportWords(language).unreached(found, { tableName, profile });
    throw new CommandError(1, sentence, { trouble: found.why });
  }
  const { basis, past, place } = found;
  const prices = knownPrices(policy);
  const { instances, survey } = basis;
  const known = { ...past, instances, survey, region: place.region, prices, now };
  return { known, place, policy, language };
}

/** The month that the demo plays, up to its last evening. */
async function foundInDemo(asked: Asked): Promise<Found> {
  refuseAwsOfDemo(asked);
  const { lang: language = 'en' } = asked;
  const { demoSavings } = await import('../demo/demo-savings.ts');
  return { ...(await demoSavings(language)), language };
}
