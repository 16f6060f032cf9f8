import { complete, type Family } from '../../model/family.ts';
import { between, type Instant, seconds } from '../../model/instant.ts';
import type { Engine } from './engine.ts';

/** How long a list may still show what was, where eventual consistency is asked for. */
const STALE_FOR = seconds(10);

/** The resources of one kind. Rows are immutable, so a list is built once for each change. */
export interface Table<Id, Row> {
  get(id: Id): Row | undefined;
  set(id: Id, row: Row): void;
  delete(id: Id): void;
  list(): readonly Row[];
  family(): Family<Row>;
  /** What a list may show shortly after a change: the rows as they were before it. */
  staleFamily(): Family<Row>;
}

export function createTable<Id, Row>(engine: Engine): Table<Id, Row> {
  const rows = new Map<Id, Row>();
  let listed: readonly Row[] = [];
  let current: Family<Row> | null = complete(listed);
  let previous = current;
  let changedAt: Instant | null = null;

  const family = (): Family<Row> => {
    if (current !== null) return current;
    listed = [...rows.values()];
    current = complete(listed);
    return current;
  };
  const isFresh = (): boolean => changedAt !== null && between(changedAt, engine.now()) < STALE_FOR;
  const change = (): void => {
    if (!isFresh()) previous = family();
    current = null;
    changedAt = engine.now();
  };
  return {
    get: (id) => rows.get(id),
    set: (id, row) => {
      change();
      rows.set(id, row);
    },
    delete: (id) => {
      change();
      rows.delete(id);
    },
    list: () => {
      family();
      return listed;
    },
    family,
    staleFamily: () => (isFresh() ? previous : family()),
  };
}
