/** The run as it is read: one line a promise, with how long it took to see it kept. */
import { setTimeout as sleep } from 'node:timers/promises';
import { styleText } from 'node:util';

export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** What must hold before anything else can be shown has not: the rest is not tried. */
export class Ended extends Error {}

const out = { stream: process.stdout };
const seconds = (since: number): string => `${((Date.now() - since) / 1_000).toFixed(1)} s`;

export interface Promises {
  readonly totals: Totals;
  chapter(title: string): void;
  /** One sentence; broken when `holds` throws. */
  kept(sentence: string, holds: () => unknown): Promise<void>;
  /** One without which the rest is pointless. */
  needed(sentence: string, holds: () => unknown): Promise<void>;
}

export function promises(): Promises {
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  const tried = async (sentence: string, holds: () => unknown): Promise<boolean> => {
    const began = Date.now();
    try {
      await holds();
    } catch (error) {
      totals.failed += 1;
      console.log(`  ${styleText('red', '✗', out)} ${sentence} (${seconds(began)})`);
      const text = error instanceof Error ? error.message : String(error);
      console.log(text.replace(/^/gm, '      '));
      return false;
    }
    totals.passed += 1;
    console.log(`  ${styleText('green', '✓', out)} ${sentence} (${seconds(began)})`);
    return true;
  };
  return {
    totals,
    chapter: (title) => console.log(`\n${title}`),
    async kept(sentence, holds) {
      await tried(sentence, holds);
    },
    async needed(sentence, holds) {
      if (!(await tried(sentence, holds))) throw new Ended(sentence);
    },
  };
}

const LOOK_EVERY_MS = 200;

/** Looks until there is something to see. Events, queues and schedules take their time. */
export async function eventually<T>(
  look: () => Promise<T | undefined>,
  { what, withinMs = 60_000 }: { readonly what: string; readonly withinMs?: number },
): Promise<T> {
  for (const until = Date.now() + withinMs; ; await sleep(LOOK_EVERY_MS)) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > until) throw new Error(`within ${withinMs / 1_000} s there was no ${what}`);
  }
}
