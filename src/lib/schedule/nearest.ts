/**
 * The known word that a misspelt one is nearest to, so that a problem can say what was meant. One
 * slip (a letter missing, added, changed, or two swapped) is forgiven in each three letters.
 */
export function nearestOf(word: string, known: Iterable<string>): string | null {
  const wanted = word.toLowerCase();
  let nearest: string | null = null;
  let slips = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    const distance = slipsBetween(wanted, candidate.toLowerCase());
    if (distance < slips) [nearest, slips] = [candidate, distance];
  }
  return nearest;
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
export function slipsBetween(a: string, b: string): number {
  const row = (length: number): number[] => Array.from({ length }, (_, index) => index);
  let before: number[] = [];
  let above = row(b.length + 1);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const costs = [
        cost(above[j - 1]) + (same ? 0 : 1),
        cost(above[j]) + 1,
        cost(current[j - 1]) + 1,
      ];
      if (swapped) costs.push(cost(before[j - 2]) + 1);
      current.push(Math.min(...costs));
    }
    [before, above] = [above, current];
  }
  return cost(above[b.length]);
}

const cost = (cell: number | undefined): number => cell ?? Number.POSITIVE_INFINITY;
