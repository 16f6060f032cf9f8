/** The free tier below a month's savings: as the last daily sweep metered it. */
import type { MeterReport } from '../../lib/model/meter.ts';
import { meterWords } from '../../lib/tell/render/meter-words.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import { wrap } from '../../lib/tell/render/text.ts';
import { limitLines } from '../meter/meter-text.ts';
import type { Terminal } from '../terminal.ts';
import { savingsWords } from './savings-words.ts';

/** Of each allowance its bar, its outlook and AWS's own count; then the money, and the end. */
export function printMeterSection(terminal: Terminal, meter: MeterReport, say: Say): void {
  const { language } = say.view;
  const words = meterWords(language);
  const { asOf, limits, cost, credits, told = [], plan } = meter;
  const sentences = [
    ...(told.length === 0 ? [] : [words.toldTogether(told, limits)]),
    words.cost(cost, say),
    ...(credits === null ? [] : [words.credits(credits, say)]),
    ...(plan === undefined ? [] : [words.plan(plan, asOf, say)]),
  ];
  terminal.print(
    '',
    terminal.style('heading', savingsWords(language).freeTier(meter, say)),
    '',
    ...limits.flatMap((use) => limitLines(use, { asOf, say }, terminal)),
    ...sentences.flatMap((text) => wrap(text, terminal.columns)),
  );
}
