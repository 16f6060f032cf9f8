/** What a table says of a word from outside, which may be `toString`; undefined: nothing. */
export const knownWord = <Word extends string>(
  table: Readonly<Record<string, Word>>,
  word: string,
): Word | undefined => (Object.hasOwn(table, word) ? table[word] : undefined);
