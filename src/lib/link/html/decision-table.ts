/**
 * The latest decisions: a table where there is room, and on a phone one block a decision. The roles
 * are said outright, because a table that is laid out otherwise is none any more to some browsers.
 */
import type { LoggedDecision } from '../../model/decision-log.ts';
import { toIso } from '../../model/instant.ts';
import { type Child, type Html, h } from './node.ts';
import { prose } from './prose.ts';
import type { PageVoice } from './voice.ts';

export function decisionTable(decisions: readonly LoggedDecision[], voice: PageVoice): Html {
  const { status } = voice.words;
  return h(
    'section',
    { 'aria-labelledby': 'decisions' },
    h('h2', { id: 'decisions' }, status.decisions),
    decisions.length === 0
      ? h('p', { class: 'soft' }, status.noDecisions)
      : table(decisions, voice),
  );
}

function table(decisions: readonly LoggedDecision[], voice: PageVoice): Html {
  const { at, name, verdict, why } = voice.words.status.columns;
  const heads = [at, name, verdict, why].map((text) =>
    h('th', { scope: 'col', role: 'columnheader' }, text),
  );
  return h(
    'table',
    { role: 'table', 'aria-labelledby': 'decisions' },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, heads)),
    h(
      'tbody',
      { role: 'rowgroup' },
      decisions.map((one) => row(one, voice)),
    ),
  );
}

function row({ at, target, name, verdict, reason }: LoggedDecision, voice: PageVoice): Html {
  const { words, say } = voice;
  const called = say.data(name, 40) || target.id;
  return h(
    'tr',
    { role: 'row' },
    cell('at', h('time', { datetime: toIso(at) }, say.instant(at))),
    cell('name', h('bdi', { title: target.id }, called)),
    cell('verdict', words.status.verdicts[verdict]),
    cell('why', prose(words.reason(reason, say))),
  );
}

const cell = (name: string, child: Child): Html => h('td', { role: 'cell', class: name }, child);
