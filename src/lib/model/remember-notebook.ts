/** How marks change what is remembered of notebooks. */
import type { Mark } from './decision.ts';
import type { NotebookName } from './ids.ts';
import type { NotebookRecord } from './notebook-record.ts';

/** The records after all marks, in their order; null for what is forgotten. */
export function notebooksAfter(
  before: readonly NotebookRecord[],
  marks: readonly Mark[],
): ReadonlyMap<NotebookName, NotebookRecord | null> {
  const records = new Map<NotebookName, NotebookRecord | null>(
    before.map((record) => [record.name, record]),
  );
  for (const mark of marks) {
    if (mark.mark === 'notebook-seen') records.set(mark.record.name, mark.record);
    else if (mark.mark === 'notebook-forgotten') records.set(mark.name, null);
    else if (mark.mark === 'notebook-changed') {
      const record = records.get(mark.name);
      if (record) records.set(mark.name, { ...record, ...mark.change });
    }
  }
  return records;
}
