/**
 * How items of an older schema become today's: on each read, one version after the other. What is
 * written is always today's, so that a table is upgraded by being used, and no deploy waits for it.
 */
import * as z from 'zod';

const document = z.record(z.string(), z.unknown());
export type ItemDocument = z.output<typeof document>;

/** What one version wrote, as the next one writes it. Total: it never refuses an item. */
export type Migration = (item: ItemDocument) => ItemDocument;

/** Fields that trials of before the first release did not write, and what their lack meant. */
const UNWRITTEN: Readonly<Record<string, ItemDocument>> = {
  instance: { hibernationRefusedAt: null, unknownSince: null },
  notebook: { told: [] },
  'left-volume': { attachedUntil: null },
  survey: { unseen: [], unlooked: [], leftBackups: [] },
};

const fromTrials: Migration = (item) => ({ ...UNWRITTEN[String(item['kind'])], ...item });

/** Each stands at the version that it reads: the first of them reads version 0. */
const MIGRATIONS: readonly Migration[] = [fromTrials];

/**
 * Grows, with a migration, when an item is stored in a shape that older code cannot read. A field
 * that may be missing needs none: it is optional in its schema.
 */
export const SCHEMA_VERSION = MIGRATIONS.length;

export interface Written {
  readonly item: unknown;
  readonly version: number;
}

/** What is no item at all stays as it is, for the schema to refuse by name. */
export function upgraded(
  { item, version }: Written,
  migrations: readonly Migration[] = MIGRATIONS,
): unknown {
  const parsed = document.safeParse(item);
  if (!parsed.success) return item;
  return migrations
    .slice(version)
    .reduce<ItemDocument>((older, migration) => migration(older), parsed.data);
}
