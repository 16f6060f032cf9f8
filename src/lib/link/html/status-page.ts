/** What is managed, what comes next, and what was decided lately, and why. */
import { between, minutes } from '../../model/instant.ts';
import { switchedLine } from '../../tell/render/switched.ts';
import type { Status, StatusLine } from '../page.ts';
import { dayChart } from './day-chart.ts';
import { decisionTable } from './decision-table.ts';
import type { Content } from './document.ts';
import { meterChart } from './meter-chart.ts';
import { fragment, type Html, h } from './node.ts';
import { prose } from './prose.ts';
import { savedSection } from './saved-section.ts';
import { type Doing, doingOf } from './status-words.ts';
import type { PageVoice } from './voice.ts';

/** Three looks missed: what was a hiccup is a failure. */
const LATE_AFTER = minutes(15);

export function statusPage(status: Status, voice: PageVoice): Content {
  const { words, say } = voice;
  const { title, place, asOf } = words.status;
  return {
    title,
    isWide: true,
    main: fragment(
      h('h1', {}, title),
      h('p', { class: 'id' }, place(status, say)),
      heartbeat(status, voice),
      doing(status, voice),
      dayChart(status, voice),
      meterChart(status.meter, voice),
      savedSection(status.saved, voice),
      instances(status, voice),
      decisionTable(status.decisions, voice),
    ),
    foot: h('p', {}, asOf(status.at, say)),
  };
}

function heartbeat({ at, lastSweepAt }: Status, { words: { status }, say }: PageVoice): Html {
  if (lastSweepAt === null) {
    return h('div', { class: 'card warn' }, h('p', {}, status.neverLooked));
  }
  const ago = between(lastSweepAt, at);
  if (ago <= LATE_AFTER) {
    return h('p', { class: 'pulse' }, prose(status.looked(ago, lastSweepAt, say)));
  }
  return h(
    'div',
    { class: 'card warn' },
    h('p', {}, h('strong', {}, status.late(ago, lastSweepAt, say))),
    h('p', {}, status.lateAdvice),
  );
}

/** A switch that somebody turned and forgot is as good as a server that somebody forgot. */
function doing({ mode, switched }: Status, { words: { status }, say }: PageVoice): Html {
  if (switched === null) return h('p', {}, status.modes[mode]);
  return h('div', { class: 'card warn' }, h('p', {}, prose(switchedLine(switched, say))));
}

function instances(given: Status, voice: PageVoice): Html {
  const { instances: lines, more } = given;
  const { status } = voice.words;
  const cards = lines.map((line) =>
    h('li', { class: 'card' }, instanceCard(line, doingOf(given), voice)),
  );
  return h(
    'section',
    { 'aria-labelledby': 'instances' },
    h('h2', { id: 'instances' }, status.instances),
    lines.length === 0 && h('p', { class: 'soft' }, status.noInstances),
    lines.length > 0 && h('ul', { class: 'cards' }, cards),
    more > 0 && h('p', { class: 'soft' }, status.more(more)),
  );
}

function instanceCard(line: StatusLine, doing: Doing, voice: PageVoice): Html {
  const { words, say } = voice;
  const { status } = words;
  const isOn = line.state === 'running' || line.state === 'pending';
  const { next, hold, decision } = line;
  const facts = [
    next !== null && row(status.labels.next, status.next(next, doing, say)),
    hold !== null && row(status.labels.hold, words.offer.held(hold, say)),
    decision !== null && row(status.labels.why, words.reason(decision.reason, say)),
  ].filter((one) => one !== false);
  return fragment(
    h(
      'div',
      { class: 'title' },
      h('h3', {}, h('bdi', {}, say.name(line))),
      h('span', { class: isOn ? 'state on' : 'state' }, words.states[line.state]),
    ),
    h(
      'p',
      { class: 'soft small' },
      prose([say.identity(line), status.since(line, say)].join(' · ')),
    ),
    facts.length > 0 && h('dl', {}, facts),
  );
}

const row = (label: string, text: string): Html =>
  h('div', {}, h('dt', {}, label), h('dd', {}, prose(text)));
