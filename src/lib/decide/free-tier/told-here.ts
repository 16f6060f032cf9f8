/** Which of what is told of the free tier a place tells: what several share is told once. */
import type { World } from '../world.ts';

export interface ToldHere {
  /** What is of its account alone, such as the end of a free plan that closes it. */
  readonly own: boolean;
  /** What it shares with others. */
  readonly shared: boolean;
}

/** Home tells for all on its bill; of an account's own tells the place where it is swept. */
export function toldHere({ snapshot: { memory }, policy }: World): ToldHere {
  const { isElsewhere, survey } = memory;
  const own = !isElsewhere || survey !== null;
  return { own, shared: own && (!isElsewhere || policy.freeTier.bills === 'each') };
}
