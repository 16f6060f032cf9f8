/** What became of a call for a notebook, as the list shows it. */
import { fault } from '../../model/fault.ts';
import type { NotebookName } from '../../model/ids.ts';
import { between, minutes } from '../../model/instant.ts';
import type { Intent, IntentTarget } from '../../model/intent.ts';
import type { Notebook } from '../../model/notebook.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { type Ending, ending, interruptedAfter } from '../ending.ts';

/** A start may run a lifecycle script for five minutes, after the machine has come up. */
const STUCK_AFTER = minutes(20);
/** A list may lag behind an accepted call; sooner than this nothing is concluded from it. */
const SETTLES_WITHIN = minutes(2);

interface OpenNotebook {
  readonly intent: Intent;
  readonly target: IntentTarget;
  readonly name: NotebookName;
}

/** Null: it is still under way, or nobody knows. */
export function notebookEnding(
  { notebooks, takenAt }: Pick<Snapshot, 'notebooks' | 'takenAt'>,
  open: OpenNotebook,
): Ending | null {
  if (!notebooks.complete) return null;
  const age = between(open.intent.at, takenAt);
  const notebook = notebooks.items.find(({ id }) => id === open.name);
  if (!notebook) return age > SETTLES_WITHIN ? ending('gone') : null;
  if (notebook.status === 'Deleting') return ending('gone');
  const wanted = open.intent.verb === 'stop' ? 'Stopped' : 'InService';
  if (notebook.status === wanted) return ending(wanted === 'Stopped' ? 'stopped' : 'started');
  const from = wanted === 'Stopped' ? 'InService' : 'Stopped';
  const untouched = notebook.status === from;
  if (untouched && open.target.progress === 'recorded') return interruptedAfter(age);
  const fellBack = wanted === 'InService' && (untouched || notebook.status === 'Failed');
  if (fellBack && age > SETTLES_WITHIN) return ending('fell-back', stateFault(notebook));
  return age > STUCK_AFTER ? ending('stuck', stateFault(notebook)) : null;
}

const stateFault = ({ status }: Notebook) => fault('wrong-state', `the notebook is ${status}`);
