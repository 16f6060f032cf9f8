import * as z from 'zod';
import shipped from '../../../data/always-free.json' with { type: 'json' };
import { type AlwaysFreeRow, BILLABLE_UNITS } from '../model/billable.ts';

const amounts = z.record(z.string(), z.unknown()).default({});
const source = z.object({
  title: z.string().min(1),
  asOf: z.iso.date(),
  confidence: z.enum(['A', 'B', 'C']),
  free: amounts,
  usd: amounts,
});
const document = z.object({ sources: z.array(z.unknown()) });
const unit = z.enum(BILLABLE_UNITS);
const amount = z.number().nonnegative();

/** The amounts that could be read, and a sentence for each that could not. */
export interface AlwaysFreeRows {
  readonly rows: readonly AlwaysFreeRow[];
  readonly skipped: readonly string[];
}

type Source = z.output<typeof source>;

const skip = (sentence: string): AlwaysFreeRows => ({ rows: [], skipped: [sentence] });

function rowOf(from: Source, tells: AlwaysFreeRow['tells'], key: string): AlwaysFreeRows {
  const name = unit.safeParse(key);
  if (!name.success) return skip(`${key}: not the name of a billable unit`);
  const found = amount.safeParse(from[tells][key]);
  if (!found.success) return skip(`${key}: not an amount`);
  const { title, asOf, confidence } = from;
  const told = { unit: name.data, tells, amount: found.data };
  return { rows: [{ ...told, asOf, source: title, confidence }], skipped: [] };
}

function rowsOf(candidate: unknown, position: number): AlwaysFreeRows {
  const parsed = source.safeParse(candidate);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    return skip(`source ${position + 1}: ${where === '' ? 'not a source' : `${where} is wrong`}`);
  }
  const { free, usd } = parsed.data;
  return joined([
    ...Object.keys(free).map((key) => rowOf(parsed.data, 'free', key)),
    ...Object.keys(usd).map((key) => rowOf(parsed.data, 'usd', key)),
  ]);
}

const joined = (parts: readonly AlwaysFreeRows[]): AlwaysFreeRows => ({
  rows: parts.flatMap(({ rows }) => rows),
  skipped: parts.flatMap(({ skipped }) => skipped),
});

/** Reads a document shaped like data/always-free.json; one bad row costs no other. */
export function parseAlwaysFree(foreign: unknown): AlwaysFreeRows {
  const parsed = document.safeParse(foreign);
  if (!parsed.success) return skip('the always-free document has no list of sources');
  return joined(parsed.data.sources.map(rowsOf));
}

/** The allowances that this version knows. */
export const shippedAlwaysFree = (): AlwaysFreeRows => parseAlwaysFree(shipped);
