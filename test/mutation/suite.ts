/**
 * Stands in for vitest where Stryker runs the suites: the cases are kept as functions, so that a
 * mutant runs those that concern it in no time. What is not here (hooks, mocks) fails to import.
 */
import { format } from 'node:util';
import * as vitest from 'vitest';

export const { expect } = vitest;

export interface Case {
  /** Its titles from the outermost on. */
  readonly title: string;
  readonly run: () => unknown;
}

type Body = (...row: unknown[]) => unknown;
/** vitest takes options between the two. */
type Rest = readonly unknown[];
type Declare = (title: string, ...rest: Rest) => void;

let titles: readonly string[] = [];
let cases: Case[] = [];

/** What was declared since the last time. */
export function declaredCases(): readonly Case[] {
  const all = cases;
  cases = [];
  return all;
}

const bodyOf = (rest: Rest): Body => {
  const body = rest.find((one) => typeof one === 'function');
  if (body === undefined) throw new Error(`"${titles.join(' > ')}" has no body`);
  return body as Body;
};

const named = (title: string, [first]: Rest): string =>
  title.replace(/\$(\w+)/g, (_, key: string) => String((first as Record<string, unknown>)[key]));

/** As vitest writes a title: `$name` of an object, `%s` of what stands there. */
const titleOf = (title: string, row: Rest): string =>
  title.includes('$') ? named(title, row) : format(title, ...row.slice(0, placesIn(title)));

const placesIn = (title: string): number => title.match(/%[a-z]/g)?.length ?? 0;

const eachOf =
  (declare: Declare) =>
  (rows: readonly unknown[]) =>
  (title: string, ...rest: Rest): void => {
    for (const item of rows) {
      const row = Array.isArray(item) ? item : [item];
      declare(titleOf(title, row), () => bodyOf(rest)(...row));
    }
  };

const suite: Declare = (title, ...rest) => {
  const outer = titles;
  titles = [...outer, title];
  bodyOf(rest)();
  titles = outer;
};

const single: Declare = (title, ...rest) => {
  const body = bodyOf(rest);
  cases.push({ title: [...titles, title].join(' > '), run: () => body() });
};

export const describe = Object.assign(suite, { each: eachOf(suite) });
export const test = Object.assign(single, { each: eachOf(single) });
