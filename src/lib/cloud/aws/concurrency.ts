function* numbered<T>(items: readonly T[]): Generator<readonly [number, T]> {
  yield* items.entries();
}

/** `each` over all items, so many at a time; the results keep the order of the items. */
export async function mapConcurrently<T, Result>(
  items: readonly T[],
  limit: number,
  each: (item: T) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  // Shared by all workers: each takes the next item, and the first that fails closes it for all.
  const queue = numbered(items);
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await each(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}
