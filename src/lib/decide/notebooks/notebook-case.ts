/** One notebook with all that is known of it, as it is after this pass has seen it. */
import { itemsOf } from '../../model/family.ts';
import type { ScheduleState } from '../../model/instance-record.ts';
import { between, type Instant, minutes } from '../../model/instant.ts';
import { type Notebook, powerOf } from '../../model/notebook.ts';
import type { NotebookRecord, NotebookWarning } from '../../model/notebook-record.ts';
import type { Policy } from '../../model/policy.ts';
import { activeSince } from '../modes.ts';
import { adoptedFrom } from '../rules/timetable.ts';
import type { World } from '../world.ts';

export interface NotebookCase {
  readonly world: World;
  readonly notebook: Notebook;
  readonly record: NotebookRecord;
}

/** Whether the policy asks for anything that needs a look every five minutes. */
export const wantsNotebooks = ({ notebooks: { on, nightly, longest, metric } }: Policy): boolean =>
  on && (nightly !== null || longest !== null || metric !== null);

export function notebookCases(world: World): readonly NotebookCase[] {
  if (!wantsNotebooks(world.policy)) return [];
  return itemsOf(world.snapshot.notebooks)
    .filter(({ status }) => status !== 'Deleting')
    .map((notebook) => ({ world, notebook, record: recordOf(world, notebook) }));
}

/** The same object where nothing has changed. */
function recordOf(world: World, notebook: Notebook): NotebookRecord {
  const known = world.notebookRecords.get(notebook.id) ?? fresh(world, notebook);
  const power = powerOf(notebook.status) ?? known.power;
  const since = power === known.power ? (restartedAt(known, notebook) ?? known.since) : world.now;
  const turned = since !== known.since;
  const record: NotebookRecord = {
    ...known,
    type: notebook.type,
    power,
    since,
    schedule: adopted(world, known.schedule),
    warning: turned ? null : standing(world, known.warning),
    stoppedBySchedule: power === 'stopped' && known.stoppedBySchedule,
  };
  return isSame(known, record) ? known : record;
}

const fresh = ({ now }: World, { id, type, status }: Notebook): NotebookRecord => ({
  kind: 'notebook',
  name: id,
  type,
  power: powerOf(status) ?? 'stopped',
  since: now,
  schedule: null,
  warning: null,
  lastStop: null,
  lastStart: null,
  stoppedBySchedule: false,
  told: [],
});

const isSame = (a: NotebookRecord, b: NotebookRecord): boolean =>
  a.type === b.type &&
  a.power === b.power &&
  a.since === b.since &&
  a.schedule === b.schedule &&
  a.warning === b.warning &&
  a.stoppedBySchedule === b.stoppedBySchedule;

/** A start changes it some minutes after a pass may have seen it begin. */
const START_TAKES = minutes(20);

/** Off and on again between two looks: only the time of its last change tells. */
function restartedAt({ since }: NotebookRecord, { lastModifiedAt }: Notebook): Instant | null {
  return between(since, lastModifiedAt) > START_TAKES ? lastModifiedAt : null;
}

/** Edges before adoption count as answered, as for instances. */
function adopted(world: World, known: ScheduleState | null): ScheduleState | null {
  const { nightly } = world.policy.notebooks;
  if (nightly === null) return null;
  if (known?.hash !== nightly.hash) return adoptedFrom(nightly, world.now);
  const since = activeSince(world.activation, 'notebooks');
  return known.adoptedAt >= since ? known : adoptedFrom(nightly, since);
}

/** Void after a switch from observe: people are warned anew. */
const standing = (
  { activation }: World,
  warning: NotebookWarning | null,
): NotebookWarning | null =>
  warning !== null && warning.warnedAt >= activeSince(activation, 'notebooks') ? warning : null;
