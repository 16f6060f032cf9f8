/** Work for which a process has room once only. */

/** Begins the work when its turn has come; ends as the work ends. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * In the order in which it is asked for. Whatever becomes of one, the next has its turn; also when
 * the one before takes longer than the patience with it.
 */
export function oneByOne(patience: () => Promise<void>): InTurn {
  let free: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = free.then(work);
    free = free.then(() => Promise.race([Promise.allSettled([mine]), patience()]));
    return mine;
  };
}
