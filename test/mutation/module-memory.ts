/**
 * Maps that forget, given to every module of the product. A mutant that is not reached because
 * the answer is still known from another case, or from before it was planted, would survive.
 */

const forgets: (() => void)[] = [];
let keeping = false;

const whenForgetting = (forget: () => void): void => {
  if (keeping) forgets.push(forget);
};

class ForgetfulMap<K, V> extends globalThis.Map<K, V> {
  constructor(entries: Iterable<readonly [K, V]> = []) {
    const first = [...entries];
    super(first);
    whenForgetting(() => {
      this.clear();
      for (const [key, value] of first) this.set(key, value);
    });
  }
}

class ForgetfulWeakMap<K extends WeakKey, V> extends globalThis.WeakMap<K, V> {
  #known = new globalThis.WeakMap<K, V>();

  constructor() {
    super();
    whenForgetting(() => {
      this.#known = new globalThis.WeakMap();
    });
  }

  override get(key: K): V | undefined {
    return this.#known.get(key);
  }

  override has(key: K): boolean {
    return this.#known.has(key);
  }

  override set(key: K, value: V): this {
    this.#known.set(key, value);
    return this;
  }
}

export { ForgetfulMap as Map, ForgetfulWeakMap as WeakMap };

/** Maps that come about while modules load belong to them; later ones to whoever calls. */
export async function keepingTrack<T>(load: () => Promise<T>): Promise<T> {
  forgets.length = 0;
  keeping = true;
  try {
    return await load();
  } finally {
    keeping = false;
  }
}

/** Every module is as if it had just been loaded. */
export const forget = (): void => {
  for (const one of forgets) one();
};
