/** What every family's documents share: ids, times, tags, and the refusal to guess. */
import * as z from 'zod';
import { instant } from '../../model/instant.ts';

/** A page, or a document in it, that cannot be taken at its word. */
export class UnreadablePage extends Error {
  override readonly name = 'UnreadablePage';
}

export const idDocument = <Id extends string>(isId: (text: string) => text is Id, noun: string) =>
  z.custom<Id>((value) => typeof value === 'string' && isId(value), `is not the id of ${noun}`);

/** What is missing, EC2 writes also as an empty element. */
export const ifAny = <T extends z.ZodType>(document: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), document.optional());

export const timeDocument = z.date().transform((date) => instant(date.getTime()));

/** A tag without a value has an empty one. */
export const tagsDocument = z
  .array(z.object({ Key: z.string(), Value: z.string().default('') }))
  .default([])
  .transform((tags) => Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])));

const labelled = z.record(z.string(), z.unknown());

/** `i-0abc`, or the document's place in the list where even its id is missing. */
function labelOf(document: unknown, idField: string, index: number): string {
  const id = labelled.safeParse(document).data?.[idField];
  return typeof id === 'string' ? id : `document ${index + 1}`;
}

export function parseDocument<T>(schema: z.ZodType<T>, document: unknown, label: string): T {
  const { success, data, error } = schema.safeParse(document);
  if (success) return data;
  const [issue] = error.issues;
  const field = issue?.path.join('.') || 'the document';
  throw new UnreadablePage(`${label}: ${field}: ${issue?.message ?? 'does not parse'}`);
}

/**
 * All documents, or none: one that does not parse would otherwise be missing from the list, and
 * absence from a complete list is taken for a fact.
 */
export const parseDocuments = <T>(
  schema: z.ZodType<T>,
  documents: readonly unknown[],
  idField: string,
): readonly T[] =>
  documents.map((document, index) =>
    parseDocument(schema, document, labelOf(document, idField, index)),
  );
