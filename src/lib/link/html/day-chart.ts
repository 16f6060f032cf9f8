/**
 * The next 24 hours, a row an instance. Bars are drawn, words are not: a drawing is as wide as the
 * screen, and what stands in it would be as small as a phone makes it.
 */
import { days, type Instant, instant, minutes, plus } from '../../model/instant.ts';
import type { PowerState } from '../../model/schedule.ts';
import { localTimeAt } from '../../schedule/zone.ts';
import type { Status, StatusLine } from '../page.ts';
import { type Html, h } from './node.ts';
import { prose } from './prose.ts';
import { doingOf, type Stretch } from './status-words.ts';
import type { PageVoice } from './voice.ts';

const DAY = days(1);
/** A thousandth of the day's width. */
const SCALE = 1_000;
const HEIGHT = 24;

export function dayChart(given: Status, voice: PageVoice): Html | null {
  const { instances, at, more } = given;
  if (instances.length === 0) return null;
  const { status } = voice.words;
  return h(
    'section',
    { 'aria-labelledby': 'day' },
    h('h2', { id: 'day' }, status.day),
    h('p', { class: 'soft small' }, status.dayNotes[doingOf(given)]),
    h(
      'div',
      { class: 'card' },
      legend(voice),
      h('div', { class: 'day', 'aria-hidden': 'true' }, ticks(at, voice)),
      h(
        'ul',
        { class: 'day' },
        instances.map((line) => row(line, at, voice)),
      ),
      more > 0 && h('p', { class: 'soft small more' }, status.more(more)),
    ),
  );
}

function legend({ words: { status } }: PageVoice): Html {
  const one = (kind: string, text: string): Html =>
    h('li', {}, h('svg', { width: 14, height: 14, 'aria-hidden': 'true' }, sample(kind)), text);
  const { on, off, held } = status.legend;
  return h('ul', { class: 'legend' }, one('on', on), one('off', off), one('held', held));
}

const sample = (kind: string): Html =>
  kind === 'held'
    ? h('rect', { class: 'held', y: 5, width: 14, height: 4 })
    : h('rect', { class: kind, width: 14, height: 14, rx: 3 });

/** Every six hours on the wall clock of the reader, where it is that time. */
function ticks(at: Instant, { say, words, view }: PageVoice): readonly Html[] {
  const quarter = minutes(15);
  const first = Math.ceil(at / quarter) * quarter;
  const quarters = Array.from({ length: DAY / quarter }, (_, index) =>
    instant(first + index * quarter),
  );
  const marks = quarters.filter((one) => localTimeAt(view.zone, one).minuteOfDay % 360 === 0);
  const label = (when: Instant, text: string): Html =>
    h(
      'svg',
      { class: 'tick', width: '100%', height: 18 },
      h('text', { x: `${(100 * (when - at)) / DAY}%`, y: 13 }, text),
    );
  return [
    label(at, words.status.now),
    ...marks.filter(isApart(at)).map((one) => label(one, clockOf(say.clock(one)))),
  ];
}

/** Too near to either end there is no room for its words. */
const isApart =
  (at: Instant) =>
  (one: Instant): boolean =>
    one - at > DAY / 9 && plus(at, DAY) - one > DAY / 16;

/** Without the zone, which is said above. */
const clockOf = (text: string): string => text.slice(0, 5);

function row(line: StatusLine, at: Instant, voice: PageVoice): Html {
  const { words, say } = voice;
  const stretches = stretchesOf(line, at);
  const said = [
    words.status.stretches(stretches, say),
    ...(line.schedule === null && line.ahead.length === 0 ? [words.status.noSchedule] : []),
    ...(line.hold === null ? [] : [words.status.heldUntil(line.hold.until, say)]),
  ].join('; ');
  return h(
    'li',
    {},
    h('span', { class: 'name' }, h('bdi', {}, say.name(line))),
    h(
      'svg',
      { viewBox: `0 0 ${SCALE} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      bars(stretches, at),
      heldBar(line, at),
    ),
    h('span', { class: 'soft small' }, prose(said)),
  );
}

const isOn = ({ state }: StatusLine): boolean => state === 'running' || state === 'pending';

function stretchesOf(line: StatusLine, at: Instant): readonly Stretch[] {
  const turns = line.ahead.filter(({ to }, index) => to !== stateBefore(line, index));
  const states: readonly PowerState[] = [
    isOn(line) ? 'running' : 'stopped',
    ...turns.map(({ to }) => to),
  ];
  return states.map((state, index) => ({
    state,
    from: turns[index - 1]?.at ?? at,
    to: turns[index]?.at ?? plus(at, DAY),
  }));
}

const stateBefore = (line: StatusLine, index: number): PowerState =>
  line.ahead[index - 1]?.to ?? (isOn(line) ? 'running' : 'stopped');

const share = (from: Instant, to: Instant): number =>
  Math.round((SCALE * Math.min(DAY, Math.max(0, to - from))) / DAY);

const bars = (stretches: readonly Stretch[], at: Instant): readonly Html[] =>
  stretches.map(({ state, from, to }) => {
    const x = share(at, from);
    const kind = state === 'running' ? 'on' : 'off';
    return h('rect', { class: kind, x, width: share(at, to) - x, height: HEIGHT });
  });

const heldBar = ({ hold }: StatusLine, at: Instant): Html | null =>
  hold === null
    ? null
    : h('rect', { class: 'held', y: HEIGHT - 6, width: share(at, hold.until), height: 6 });
