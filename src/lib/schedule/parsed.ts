/** What came of reading a text that a person wrote: its meaning, or a sentence that helps. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });

/** The sentence names the piece, says what is wrong with it, and shows the right form. */
export const problem = (sentence: string): Parsed<never> => ({ ok: false, problem: sentence });

/** All values, or the first problem. */
export function allOf<T>(results: readonly Parsed<T>[]): Parsed<readonly T[]> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return parsed(values);
}
