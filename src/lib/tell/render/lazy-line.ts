/** Lines that are put into words when they are asked for: of a thousand few find room. */
import type { Action, Offered } from './catalogue.ts';
import type { Line } from './digest-line.ts';

interface Told {
  readonly text: string;
  readonly actions: readonly Action[];
  readonly offered?: Offered | null;
}

export function lazyLine(nameOf: () => string, tell: () => Told): Line {
  let known: Told | null = null;
  const told = (): Told => {
    known ??= tell();
    return known;
  };
  return {
    isNamed: true,
    get name() {
      return nameOf();
    },
    get text() {
      return told().text;
    },
    get actions() {
      return told().actions;
    },
    get offered() {
      return told().offered ?? null;
    },
  };
}
