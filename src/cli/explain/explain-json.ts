/** An explanation for machines: one object a line, each with its `kind`. */
import type { Opinion } from '../../lib/model/decision.ts';
import { nameOf } from '../../lib/model/instance.ts';
import { toIso } from '../../lib/model/instant.ts';
import { keyOf } from '../../lib/model/target.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import { wordsOf } from '../../lib/tell/render/words.ts';
import { evidenceOf } from '../evidence.ts';
import { type JsonEntry, printJson } from '../json.ts';
import { NOT_CARRIED } from '../not-carried.ts';
import type { Terminal } from '../terminal.ts';
import type { Explanation, Hearing } from './explanation.ts';
import type { Happening } from './forecast.ts';
import type { Thing } from './without.ts';
import { explainWords } from './words.ts';

type Thought = Pick<Opinion, 'verdict' | 'reason' | 'rule'>;

const thoughtFields = ({ verdict, reason, rule }: Thought, say: Say) => ({
  verdict,
  reason: reason.key,
  rule,
  evidence: evidenceOf(reason),
  sentence: wordsOf(say.view.language).reason(reason, say),
});

/** A rule that had nothing to say has a line of its own too. */
function hearingEntries(hearing: Hearing, winner: Opinion | undefined, say: Say): JsonEntry[] {
  const { rule, opinions, unasked } = hearing;
  if (opinions.length === 0)
    return [{ kind: 'opinion', rule, said: unasked ? 'unasked' : 'silent' }];
  return opinions.map((opinion) => ({
    kind: 'opinion',
    said: opinion === winner ? 'decides' : opinion.binding ? 'overruled' : 'aside',
    ...thoughtFields(opinion, say),
  }));
}

function thingFields(thing: Thing): Readonly<Record<string, unknown>> {
  switch (thing.kind) {
    case 'hold':
      return { without: 'hold', until: toIso(thing.hold.until), by: thing.hold.by };
    case 'tag':
      return { without: 'tag', tag: thing.tag, value: thing.value };
    case 'warning':
      return { without: 'warning', warnedAt: toIso(thing.warning.warnedAt) };
    case 'schedule':
      return { without: 'schedule', schedule: thing.schedule };
    case 'stop-protection':
      return { without: 'stop-protection', seenAt: toIso(thing.seenAt) };
    case 'observe':
      return { without: 'observe', rule: thing.rule };
    case 'nobody-to-warn':
    case 'pause':
      return { without: thing.kind };
  }
}

const happeningFields = ({ at, verdict, rule, reason, told }: Happening) => ({
  at: toIso(at),
  verdict,
  rule,
  reason: reason.key,
  onlyTold: told,
});

export function printExplanationJson(terminal: Terminal, explanation: Explanation, say: Say): void {
  const { instance, decision, hearings, otherwise, nextEdge, happenings, others } = explanation;
  const { at, mode, modes, notCarried, watched, cause } = explanation;
  const words = explainWords(say.view.language);
  const { id, state, type } = instance;
  const [winner] = decision.opinions;
  const subject = { id, name: nameOf(instance), state, type, at: toIso(at), mode, modes };
  printJson(
    terminal,
    { kind: 'explanation', ...subject, cause, ...thoughtFields(decision, say) },
    ...others.map((one) => ({
      kind: 'other',
      target: keyOf(one.target),
      ...thoughtFields(one, say),
    })),
    ...hearings.flatMap((hearing) => hearingEntries(hearing, winner, say)),
    ...otherwise.map((other) => ({
      kind: 'otherwise',
      ...thingFields(other.without),
      happenings: other.happenings.map(happeningFields),
      sentence: words.otherwise(other, { say, at }),
    })),
    ...happenings.map((happening) => ({
      kind: 'next',
      ...happeningFields(happening),
      sentence: words.happening(happening, { say, at }),
    })),
    ...notCarried.map((option) => ({
      kind: 'not-carried',
      option,
      sentence: NOT_CARRIED[say.view.language][option],
    })),
    ...(watched === null ? [] : [{ kind: 'alarm', watched, sentence: words.watched(watched) }]),
    { kind: 'next-edge', edge: nextEdge && { ...nextEdge, at: toIso(nextEdge.at) } },
  );
}
