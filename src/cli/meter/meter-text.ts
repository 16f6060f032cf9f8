/** The meter for people: a bar for each limit, the outlook, who has what of it, and the money. */
import type { Instant } from '../../lib/model/instant.ts';
import { LIMIT_NAMES, type LimitName, type LimitUse } from '../../lib/model/meter.ts';
import { FAULTS_EN } from '../../lib/tell/render/fault-en.ts';
import { FAULTS_KO } from '../../lib/tell/render/fault-ko.ts';
import { limitCells, standingOf } from '../../lib/tell/render/limit-bar.ts';
import { meterWords } from '../../lib/tell/render/meter-words.ts';
import { widthOf } from '../../lib/tell/render/plain.ts';
import { quantity } from '../../lib/tell/render/quantity.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import { wrap } from '../../lib/tell/render/text.ts';
import { pad } from '../columns.ts';
import type { Style, Terminal } from '../terminal.ts';
import type { MeterView, UnreadUsage } from './view.ts';

const COLUMNS = 72;
const INDENT = '  ';
/** How many resources are named below a limit. */
const SHARES_SHOWN = 4;
const NAME_COLUMNS = 24;

/** Of the limit: what is used, what the forecast adds at least and perhaps, what stays free. */
function bar(use: LimitUse, columns: number): string {
  const { used, coming, perhaps, free } = limitCells(use, columns);
  return '█'.repeat(used) + '▒'.repeat(coming) + '░'.repeat(perhaps) + '·'.repeat(free);
}

const STYLES: Readonly<Record<ReturnType<typeof standingOf>, Style>> = {
  inside: 'good',
  passing: 'careful',
  over: 'bad',
};

const indented = (text: string, terminal: Terminal): readonly string[] =>
  wrap(text, Math.min(COLUMNS, terminal.columns) - INDENT.length).map((line) => INDENT + line);

/** `Of that web 300, batch 112.5.`: nothing that one resource alone does not say. */
function sharesLine(name: LimitName, { meter, say, live }: MeterView): string | null {
  const shares = meter.shares.filter((share) => share.name === name && share.forecast > 0);
  if (shares.length < 2) return null;
  const nameOf = (id: string): string => say.data(live?.names.get(id) ?? id, NAME_COLUMNS);
  return meterWords(say.view.language).shares({
    named: shares.slice(0, SHARES_SHOWN).map(({ id, used }) => [nameOf(id), quantity(used)]),
    more: Math.max(0, shares.length - SHARES_SHOWN),
    rest: quantity(shares.slice(SHARES_SHOWN).reduce((sum, { used }) => sum + used, 0)),
  });
}

/** Its bar, and in a sentence how the month ends. */
export function limitLines(
  use: LimitUse,
  { asOf, say }: { readonly asOf: Instant; readonly say: Say },
  terminal: Terminal,
): readonly string[] {
  const words = meterWords(say.view.language);
  const width = Math.max(...Object.values(words.names).map(widthOf));
  const label = pad(words.names[use.name], width);
  if (use.forecast === 0) return [`${label}  ${words.nothing}`];
  const figures = `${words.used(use)}, ${words.percent(use.used, use.limit)}`;
  const columns = Math.min(COLUMNS, terminal.columns) - width - 4 - FIGURES_COLUMNS;
  const isNarrow = columns < BAR_COLUMNS_MIN;
  const barColumns = isNarrow ? terminal.columns - INDENT.length : columns;
  const drawn = terminal.style(STYLES[standingOf(use)], bar(use, barColumns));
  return [
    ...(isNarrow ? [words.names[use.name], INDENT + drawn, INDENT + figures] : []),
    ...(isNarrow ? [] : [`${label}  ${drawn}  ${figures}`]),
    ...indented(words.outlook(use, asOf, say), terminal),
  ];
}

/** Who has what of it, and the count of AWS. */
function detailLines(use: LimitUse, view: MeterView, terminal: Terminal): readonly string[] {
  if (use.forecast === 0) return [];
  const words = meterWords(view.say.view.language);
  const shares = sharesLine(use.name, view);
  const told = view.live?.told.find((one) => one.name === use.name);
  return [
    ...(shares === null ? [] : indented(shares, terminal)),
    ...(told === undefined ? [] : indented(words.told(told, use.used), terminal)),
  ];
}

/** In a narrower window the bar gets a line of its own. */
const BAR_COLUMNS_MIN = 10;

/** `412.5 of 750, 55 %`, with room for thousands. */
const FIGURES_COLUMNS = 24;

function usesLines(view: MeterView): readonly string[] {
  const words = meterWords(view.say.view.language);
  const width = Math.max(...Object.values(words.names).map(widthOf));
  return view.meter.uses.map((use) => {
    const figures = use.forecast === 0 ? words.nothing : words.plainly(use);
    return `${pad(words.names[use.name], width)}  ${figures}`;
  });
}

const FAULTS = { en: FAULTS_EN, ko: FAULTS_KO } as const;

function troubleOf({ what, fault, regions }: UnreadUsage, say: Say): string {
  const { language } = say.view;
  const words = meterWords(language);
  return words.trouble(words.unread[what], regions, FAULTS[language][fault.code](fault, say));
}

export function printMeter(terminal: Terminal, view: MeterView): void {
  const { meter, plan, say, live, leftOut } = view;
  const words = meterWords(say.view.language);
  const paragraph = (text: string): readonly string[] =>
    wrap(text, Math.min(COLUMNS, terminal.columns));
  const limits = meter.limits.toSorted(
    (a, b) => LIMIT_NAMES.indexOf(a.name) - LIMIT_NAMES.indexOf(b.name),
  );
  terminal.print(
    ...paragraph(words.title(meter, say)).map((line) => terminal.style('heading', line)),
    ...(live === null ? [] : paragraph(words.lowerBound({ ...live, regions: live.regionsRead }))),
    '',
    ...(limits.length === 0
      ? usesLines(view)
      : limits.flatMap((use) => [
          ...limitLines(use, { asOf: meter.asOf, say }, terminal),
          ...detailLines(use, view, terminal),
        ])),
    '',
    ...(live === null || live.others.length === 0 ? [] : paragraph(words.others(live.others))),
    ...paragraph(words.cost(meter.cost, say)),
    ...(meter.unpriced.length === 0 ? [] : paragraph(words.unpriced(meter.unpriced, say))),
    ...(live === null ? [] : paragraph(words.paidAhead({ ...live, now: meter.asOf }, say))),
    ...(meter.credits === null ? [] : paragraph(words.credits(meter.credits, say))),
    ...paragraph(words.plan(plan === null ? null : meter.plan, meter.asOf, say)),
    ...leftOut.flatMap((one) => paragraph(words.leftOut(one, say))),
    ...(live?.unread ?? []).flatMap((one) => paragraph(troubleOf(one, say))),
  );
}
