/** SageMaker notebook instances: one decision each, and what is remembered of them. */
import type { Decision, Mark, Opinion } from '../../model/decision.ts';
import type { NotebookQuery } from '../../model/metric.ts';
import { type Reason, reason } from '../../model/reason.ts';
import { MOST_TOLD } from '../../model/remember.ts';
import { flagOf, TAG, tagOf } from '../../model/tag.ts';
import { keyOf } from '../../model/target.ts';
import { aside, binding, leave, onlyOpinion } from '../opinion.ts';
import { HOLD_FORM, holdUntilOf } from '../tags.ts';
import { aboutOf } from '../told-once.ts';
import type { World } from '../world.ts';
import { idle, idleQuery } from './idle.ts';
import { longest } from './longest.ts';
import { nightly, passOver } from './nightly.ts';
import { type NotebookCase, notebookCases, wantsNotebooks } from './notebook-case.ts';
import { changed, noticeMark } from './notebook-marks.ts';

export function decideNotebooks(world: World): readonly Decision[] {
  const { notebooks } = world.snapshot;
  if (!wantsNotebooks(world.policy)) return [];
  if (notebooks.complete) return notebookCases(world).map(decideNotebook);
  if (notebooks.fault.code === 'not-asked') return [];
  const because = reason('incomplete', { family: 'notebooks', fault: notebooks.fault });
  const opinion = binding({ rule: 'notebooks', verdict: 'defer', reason: because });
  return [...world.notebookRecords.keys()].map((id) =>
    onlyOpinion({ kind: 'notebook', id }, opinion),
  );
}

function decideNotebook(subject: NotebookCase): Decision {
  const { notebook } = subject;
  const target = { kind: 'notebook', id: notebook.id } as const;
  const barred = leftAlone(subject) ?? betweenStates(subject);
  if (barred !== null) return onlyOpinion(target, barred);
  const heard = heardOf(subject, [nightly, longest, idle]);
  const nothing = aside('notebooks', reason('nothing-due', { state: notebook.status }));
  const first = heard.find(({ binding: binds }) => binds) ?? heard[0] ?? nothing;
  const others = heard.filter((opinion) => opinion !== first);
  // An edge that is answered ends its warning before another one begins.
  const marks = [...others, first].flatMap((opinion) => opinion.marks);
  const silent = others.map((opinion) => ({ ...opinion, marks: [] }));
  return { ...onlyOpinion(target, first), opinions: [{ ...first, marks }, ...silent] };
}

type Rule = (subject: NotebookCase) => Opinion | null;

/** Up to the first that binds. What is only an aside, an answered edge, stands in nobody's way. */
function heardOf(subject: NotebookCase, rules: readonly Rule[]): readonly Opinion[] {
  const heard: Opinion[] = [];
  for (const rule of rules) {
    const opinion = rule(subject);
    if (opinion !== null) heard.push(opinion);
    if (opinion?.binding) break;
  }
  return heard;
}

/** What is to be read of the owner's metric: of notebooks that no other rule speaks of. */
export const notebookQueries = (world: World): readonly NotebookQuery[] =>
  notebookCases(world).flatMap((subject) => {
    const query = idleQuery(subject);
    if (query === null || (leftAlone(subject) ?? betweenStates(subject)) !== null) return [];
    const binds = heardOf(subject, [nightly, longest]).some((opinion) => opinion.binding);
    return binds ? [] : [query];
  });

/** What the owner says on the notebook, or with the switch. Edges that fall into it are over. */
function leftAlone(subject: NotebookCase): Opinion | null {
  const { control } = subject.world.snapshot.memory;
  if (control?.paused) return leave('notebooks', reason('paused', { since: control.at }));
  const because = ignored(subject) ?? held(subject);
  if (because === null) return null;
  const marks = [
    ...withdrawn(subject),
    ...passOver(subject, because.key === 'held'),
    ...toldUnreadable(subject, because),
  ];
  return binding({ rule: 'notebooks', verdict: 'leave', reason: because, marks });
}

function ignored({ notebook: { tags } }: NotebookCase) {
  if (flagOf(tags, TAG.ignore)) return reason('ignored', { tag: TAG.ignore });
  return flagOf(tags, TAG.keep) ? reason('keep-tag', { tag: TAG.keep }) : null;
}

function held({ notebook, world }: NotebookCase) {
  const until = holdUntilOf(notebook, world.policy.zone);
  const value = tagOf(notebook.tags, TAG.holdUntil) ?? '';
  if (until === undefined) {
    return reason('unreadable-tag', { tag: TAG.holdUntil, value, expected: HOLD_FORM });
  }
  if (until === null || until <= world.now) return null;
  return reason('held', { until, by: TAG.holdUntil, why: '' });
}

/** A tag that cannot be read is said once, however long it stays so. */
function toldUnreadable(subject: NotebookCase, because: Reason): readonly Mark[] {
  const { told, name } = subject.record;
  const what = because.key === 'unreadable-tag' ? aboutOf(because) : null;
  if (what === null || told.includes(what)) return [];
  return [
    changed(name, { told: [...told, what].slice(-MOST_TOLD) }),
    noticeMark(subject, { news: 'unreadable', reason: because, about: what }),
  ];
}

/** Whoever was left alone meanwhile is warned anew. */
const withdrawn = ({ notebook, record }: NotebookCase): readonly Mark[] =>
  record.warning === null ? [] : [changed(notebook.id, { warning: null })];

/** Only `InService` can be stopped and only `Stopped` started, and a call of ours has its time. */
function betweenStates({ notebook, record, world }: NotebookCase): Opinion | null {
  const { status, id } = notebook;
  const open = world.intended.has(keyOf({ kind: 'notebook', id }));
  if ((status === 'InService' || status === 'Stopped') && !open) return null;
  if (status === 'Failed') return leave('notebooks', reason('nothing-due', { state: status }));
  return leave('notebooks', reason('in-transition', { state: status, since: record.since }));
}

/** What this pass has seen; all is forgotten where the policy wants nothing of notebooks. */
export function notebookSightings(world: World): readonly Mark[] {
  const { notebooks, memory } = world.snapshot;
  const forgotten = (name: NotebookCase['record']['name']): Mark => ({
    mark: 'notebook-forgotten',
    name,
  });
  if (!wantsNotebooks(world.policy)) return memory.notebooks.map(({ name }) => forgotten(name));
  if (!notebooks.complete) return [];
  const listed = new Set(notebooks.items.map(({ id }) => id));
  return [
    ...notebookCases(world)
      .filter(({ record }) => record !== world.notebookRecords.get(record.name))
      .map(({ record }) => ({ mark: 'notebook-seen', record }) as const),
    ...memory.notebooks.filter(({ name }) => !listed.has(name)).map(({ name }) => forgotten(name)),
  ];
}
