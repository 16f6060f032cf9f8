import { type Fault, fault } from './fault.ts';

/**
 * One kind of resource as a pass saw it: read to the last page, or not at all.
 * Absence from a complete family is a fact; absence from an incomplete one says nothing.
 */
export type Family<T> =
  | { readonly complete: true; readonly items: readonly T[] }
  | { readonly complete: false; readonly fault: Fault };

export const complete = <T>(items: readonly T[]): Family<T> => ({ complete: true, items });
export const incomplete = (reason: Fault): { complete: false; fault: Fault } => ({
  complete: false,
  fault: reason,
});
export const NOT_ASKED = incomplete(fault('not-asked', 'not asked for in this pass'));

/** The items of a complete family, and none of an incomplete one: only where none means nothing. */
export const itemsOf = <T>(family: Family<T>): readonly T[] =>
  family.complete ? family.items : [];
