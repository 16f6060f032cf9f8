/** Adds charges up along the time line, and finds when an allowance is used up. */
import { type Instant, instant } from '../model/instant.ts';
import type { Charge } from './charge.ts';

export interface Allowed {
  /** Free units of the month; null: none, all of it is billed. */
  readonly units: number | null;
  /** From then on nothing is free any more; null: not in sight. */
  readonly ends: Instant | null;
}

export interface Sum {
  readonly units: number;
  /** Micro-USD of what was not free, not rounded, without what has no known price. */
  readonly cost: number;
}

export interface Tally {
  /** What has come together before each mark, in their order. */
  readonly sums: readonly Sum[];
  /** The instant after which there is more than is allowed; null: never. */
  readonly reachedAt: Instant | null;
}

/** At `at[order[0]]` comes first what changes the sums: columns of numbers make no garbage. */
interface Steps {
  readonly order: Uint32Array;
  readonly at: Float64Array;
  /** Units at once, and what one of them costs. */
  readonly lump: Float64Array;
  readonly lumpPrice: Float64Array;
  /** What each millisecond adds from then on, more than before, and what that costs. */
  readonly rate: Float64Array;
  readonly costRate: Float64Array;
}

const STEPS_PER_CHARGE = 3;

function stepsOf(charges: readonly Charge[]): Steps {
  const column = (): Float64Array => new Float64Array(charges.length * STEPS_PER_CHARGE);
  const [at, lump, lumpPrice, rate, costRate] = [column(), column(), column(), column(), column()];
  charges.forEach((charge, index) => {
    const owed = index * STEPS_PER_CHARGE;
    const [begins, ends] = [owed + 1, owed + 2] as const;
    const price = charge.price ?? 0;
    at[owed] = charge.at;
    lump[owed] = charge.lump;
    lumpPrice[owed] = price;
    at[begins] = charge.since;
    at[ends] = Math.max(charge.since, charge.until);
    rate[begins] = charge.rate;
    costRate[begins] = charge.rate * price;
    rate[ends] = -charge.rate;
    costRate[ends] = -charge.rate * price;
  });
  return { order: orderOf(at), at, lump, lumpPrice, rate, costRate };
}

/**
 * Which comes first; of one instant the first of the column. Number and place in one number each,
 * so that they sort without a comparison of ours: a month of milliseconds times three million.
 */
function orderOf(at: Float64Array): Uint32Array {
  const { length } = at;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of at) {
    first = Math.min(first, one);
    last = Math.max(last, one);
  }
  if (!Number.isSafeInteger((last - first + 1) * length)) {
    return Uint32Array.from(at.keys()).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0));
  }
  const keys = new Float64Array(length);
  for (let index = 0; index < length; index += 1) {
    keys[index] = ((at[index] ?? 0) - first) * length + index;
  }
  keys.sort();
  const order = new Uint32Array(length);
  for (let place = 0; place < length; place += 1) order[place] = (keys[place] ?? 0) % length;
  return order;
}

/**
 * What is used first is free: what comes after the allowance is used up costs what it is, whichever
 * type or Region it is of. Marks must rise; what begins at a mark is not before it.
 */
export function tally(
  charges: readonly Charge[],
  allowed: Allowed,
  marks: readonly Instant[],
): Tally {
  const line = new TimeLine(allowed);
  const steps = stepsOf(charges);
  const sums: Sum[] = [];
  let next = 0;
  for (const mark of marks) {
    next = line.take(steps, next, mark);
    sums.push(line.sumAt(mark));
  }
  line.advance(marks.at(-1) ?? 0);
  return { sums, reachedAt: line.reachedAt };
}

class TimeLine {
  reachedAt: Instant | null = null;
  #units = 0;
  #cost = 0;
  #at = Number.NEGATIVE_INFINITY;
  #rate = 0;
  #costRate = 0;
  readonly #limit: number;
  readonly #freeUntil: number;

  constructor({ units, ends }: Allowed) {
    this.#limit = units ?? Number.POSITIVE_INFINITY;
    this.#freeUntil = units === null ? Number.NEGATIVE_INFINITY : (ends ?? Number.MAX_VALUE);
  }

  /** Every step before `mark`, from the one numbered `next` on; the number of the one after. */
  take(steps: Steps, next: number, mark: number): number {
    for (let number = next; ; number += 1) {
      const step = steps.order[number];
      const at = step === undefined ? mark : (steps.at[step] ?? mark);
      if (step === undefined || at >= mark) return number;
      this.advance(at);
      this.#owe(at, steps.lump[step] ?? 0, steps.lumpPrice[step] ?? 0);
      this.#rate += steps.rate[step] ?? 0;
      this.#costRate += steps.costRate[step] ?? 0;
    }
  }

  /** Looking changes nothing, so that no sum depends on where else somebody looked. */
  sumAt(mark: number): Sum {
    if (this.#rate === 0) return { units: this.#units, cost: this.#cost };
    const billed = mark - this.#billedFrom(this.#usedUpAt());
    return {
      units: this.#units + this.#rate * (mark - this.#at),
      cost: this.#cost + this.#costRate * Math.max(0, billed),
    };
  }

  advance(to: number): void {
    if (this.#rate > 0) {
      const usedUpAt = this.#usedUpAt();
      if (usedUpAt < to) this.reachedAt ??= instant(Math.floor(usedUpAt));
      const { units, cost } = this.sumAt(to);
      this.#units = units;
      this.#cost = cost;
    }
    this.#at = Math.max(this.#at, to);
  }

  #usedUpAt(): number {
    return this.#at + Math.max(0, this.#limit - this.#units) / this.#rate;
  }

  #billedFrom(usedUpAt: number): number {
    return Math.max(this.#at, Math.min(usedUpAt, this.#freeUntil));
  }

  #owe(at: number, lump: number, price: number): void {
    if (lump === 0) return;
    const over = Math.min(lump, Math.max(0, this.#units + lump - this.#limit));
    this.#units += lump;
    this.#cost += price * (at >= this.#freeUntil ? lump : over);
    if (over > 0) this.reachedAt ??= instant(at);
  }
}
