/** The story as lines: a heading for each day, a time and a text for each happening. */
import type { Finding } from '../../lib/model/finding.ts';
import type { Instant } from '../../lib/model/instant.ts';
import { type MicroUsd, sumOf } from '../../lib/model/money.ts';
import type { Notice } from '../../lib/model/notice.ts';
import { wrap } from '../../lib/tell/render/text.ts';
import { wordsOf } from '../../lib/tell/render/words.ts';
import type { Style } from '../terminal.ts';
import type { Day } from './days.ts';
import type { Mail } from './first-mail.ts';
import type { Weigh, Weight } from './routine.ts';
import type { Page } from './stage.ts';
import type { Happening } from './story.ts';

/** Lines of one moment; a pause for watching comes before each. */
export interface Moment {
  readonly at: Instant;
  readonly lines: readonly string[];
}

const TIME_COLUMNS = 7;
const MARGIN = ' '.repeat(TIME_COLUMNS);

type Weighed = readonly [Happening, Weight];

/** Days in a row on which only the usual happened stand together. */
export async function* timeline(
  page: Page,
  days: AsyncIterable<Day>,
  weigh: Weigh,
): AsyncGenerator<Moment, void> {
  let quiet: Day[] = [];
  for await (const day of days) {
    const weighed = day.happenings.map((happening): Weighed => [happening, weigh(happening)]);
    if (weighed.every(([, weight]) => weight === 'routine' || weight === 'echo')) {
      quiet.push(day);
      continue;
    }
    yield* quietDays(page, quiet);
    quiet = [];
    yield heading(page, day.from, { days: [day], more: '' });
    yield* moments(page, weighed);
  }
  yield* quietDays(page, quiet);
}

interface Headed {
  readonly days: readonly Day[];
  readonly more: string;
}

const savedOn = (days: readonly Day[]): MicroUsd =>
  sumOf(days.map(({ savedMicroUsd }) => savedMicroUsd));

function heading({ say, words, terminal }: Page, at: Instant, { days, more }: Headed): Moment {
  const last = days.at(-1)?.from ?? at;
  const dates = [...new Set([at, last].map((day) => say.day(day)))].join(' – ');
  const saved = terminal.style('quiet', `${more}${words.saved(say.money(savedOn(days)))}`);
  return { at, lines: ['', `${terminal.style('heading', dates)}  ${saved}`] };
}

function* quietDays(page: Page, days: readonly Day[]): Generator<Moment, void> {
  const [first] = days;
  if (first) yield heading(page, first.from, { days, more: `${page.words.asUsual}, ` });
}

function* moments(page: Page, weighed: readonly Weighed[]): Generator<Moment, void> {
  const warned = new Set<string>();
  const mailed = weighed.flatMap(([one]) => (one.kind === 'mail' ? [one.mail.warns] : []));
  for (const [happening, weight] of weighed) {
    if (weight === 'echo') continue;
    const isBrief = weight !== 'event' || warned.has(announcedBy(happening) ?? '');
    if (!isShownBy(mailed, happening)) {
      yield { at: happening.at, lines: linesOf(page, happening, isBrief) };
    }
    if (happening.kind === 'notice' && happening.notice.kind === 'about-to-stop') {
      warned.add(happening.notice.facts.subject.instanceId);
    }
  }
}

/** A warning that stands there as a mail besides. */
const isShownBy = (mailed: readonly string[], happening: Happening): boolean =>
  happening.kind === 'notice' && mailed.includes(happening.notice.dedupeKey);

/** The instance whose warning has said all that there is to say of its stop. */
const announcedBy = (happening: Happening): string | null =>
  happening.kind === 'notice' && happening.notice.kind === 'stopped'
    ? happening.notice.facts.subject.instanceId
    : null;

function linesOf(page: Page, happening: Happening, isBrief: boolean): readonly string[] {
  const { words } = page;
  const { at } = happening;
  switch (happening.kind) {
    case 'deed':
      return timed(page, at, [words.deed(happening.deed), null]);
    case 'aws':
      return timed(page, at, [words.aws(happening.name, happening.reason), null]);
    case 'digest':
      return timed(page, at, [words.digest(happening.subject), 'quiet']);
    case 'mail':
      return mailLines(page, at, happening.mail);
    case 'found':
      return foundLines(page, at, happening.findings);
    case 'notice':
      return noticeLines(page, at, { notice: happening.notice, isBrief });
  }
}

/** The rows of the digest's table, without its commands. */
function foundLines(page: Page, at: Instant, findings: readonly Finding[]): readonly string[] {
  const { words, say } = page;
  const { digest } = wordsOf(say.view.language);
  const rows = findings.map((finding) => {
    const amount = say.dollars(finding.monthlyMicroUsd);
    return `${amount} ${say.data(finding.region)}: ${digest.finding(finding, say.on(at))}`;
  });
  const head = timed(page, at, [words.found(findings.length), 'careful']);
  return [...head, ...rows.flatMap((text) => indented(page, text))];
}

const EDGE = '│ ';

/** As it is, line by line: a link is longer than any terminal and stays in one piece. */
function mailLines(page: Page, at: Instant, { subject, text }: Mail): readonly string[] {
  const { words, terminal } = page;
  const lines = [`${words.subject}: ${subject}`, '', ...text.trimEnd().split('\n')];
  const margin = MARGIN.slice(EDGE.length) + terminal.style('quiet', EDGE.trimEnd());
  return [
    ...timed(page, at, [words.mail, 'careful']),
    ...lines.map((line) => (line === '' ? margin : `${margin} ${line}`)),
  ];
}

interface Told {
  readonly notice: Notice;
  /** Only what, not why. */
  readonly isBrief: boolean;
}

/** The title, then why: the first sentences of the message that the owner got. */
function noticeLines(page: Page, at: Instant, { notice, isBrief }: Told): readonly string[] {
  const { title, sentences, parts } = wordsOf(page.say.view.language).notice(notice, page.say);
  const head = timed(page, at, [title, STYLE[notice.kind]]);
  if (isBrief) return head;
  const why = [
    sentences.join(' '),
    ...parts.map((part) => [part.title, ...part.sentences].join(': ')),
  ];
  return [...head, ...why.flatMap((text) => indented(page, text))];
}

const STYLE: Readonly<Record<Notice['kind'], Style>> = {
  'about-to-stop': 'careful',
  stopped: 'good',
  started: 'good',
  'did-not-work': 'bad',
  withdrawn: 'careful',
  'address-restored': 'good',
  'address-missing': 'careful',
  'volumes-left': 'careful',
  'exposed-port': 'bad',
  digest: 'name',
  'own-trouble': 'bad',
  notebook: 'name',
  'allowance-threshold': 'careful',
  health: 'bad',
  'aws-health': 'careful',
};

function timed(
  { terminal, say }: Page,
  at: Instant,
  [text, style]: readonly [text: string, style: Style | null],
): readonly string[] {
  const [time = ''] = say.clock(at).split(' ');
  const lines = wrap(text, terminal.columns - TIME_COLUMNS);
  return lines.map((line, index) => {
    const margin = index === 0 ? terminal.style('quiet', time.padEnd(TIME_COLUMNS)) : MARGIN;
    return margin + (style === null ? line : terminal.style(style, line));
  });
}

const indented = ({ terminal }: Page, text: string): readonly string[] =>
  wrap(text, terminal.columns - TIME_COLUMNS).map((line) => MARGIN + line);
