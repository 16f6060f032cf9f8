import {
  isProduct,
  isTest,
  isTypeScript,
  linesOf,
  type Rule,
  type TextFile,
  type TreeRule,
  type Violation,
} from '../file.ts';
import { functionsOf } from '../functions.ts';

const FUNCTION_LINES_MAX = 50;
const FUNCTION_LINES_MEDIAN_MAX = 10;
const PARAMETERS_MAX = 3;
const PRODUCT_FILE_LINES_MAX = 250;
const TEST_FILE_LINES_MAX = 400;
const HANDLER_LINES_MAX = 40;
const LINE_WIDTH_MAX = 100;
const AGENTS_LINES_MAX = 60;

/** Tables and schemas: long because their subject is, and read by looking up, not through. */
export const LONG_BY_NATURE: ReadonlyMap<string, string> = new Map([]);

/** Sentences in one language: each stays on its line. */
const CATALOGUE = /^src\/lib\/tell\/render\/[\w-]+-(en|ko)\.ts$/;

/** Functions stay short enough to see at once; a `describe` is a list, not a function. */
export const functionSize: Rule = (file) =>
  isTypeScript(file)
    ? functionsOf(file)
        .filter(({ lines, isSuite }) => lines > FUNCTION_LINES_MAX && !isSuite)
        .map(({ name, line, lines }) => ({
          rule: 'function-size',
          path: file.path,
          line,
          message: `${name ?? 'a function'} has ${lines} lines, ${FUNCTION_LINES_MAX} at most`,
        }))
    : [];

export const parameterCount: Rule = (file) =>
  isTypeScript(file)
    ? functionsOf(file)
        .filter(({ parameters }) => parameters > PARAMETERS_MAX)
        .map(({ name, line, parameters }) => ({
          rule: 'parameter-count',
          path: file.path,
          line,
          message: `${name ?? 'a function'} takes ${parameters}; past ${PARAMETERS_MAX}, an object`,
        }))
    : [];

const isOverlong = (path: string, lines: number): boolean =>
  lines > (path.startsWith('test/') ? TEST_FILE_LINES_MAX : PRODUCT_FILE_LINES_MAX);

export const fileSize: Rule = (file) => {
  const lines = linesOf(file).length;
  if (!isTypeScript(file) || !isOverlong(file.path, lines)) return [];
  if (LONG_BY_NATURE.has(file.path)) return [];
  const most = isTest(file) ? TEST_FILE_LINES_MAX : PRODUCT_FILE_LINES_MAX;
  const message = `${lines} lines, ${most} at most`;
  return [{ rule: 'file-size', path: file.path, line: most + 1, message }];
};

export const handlerSize: Rule = (file) => {
  const lines = linesOf(file).length;
  if (!file.path.startsWith('src/handlers/') || lines <= HANDLER_LINES_MAX) return [];
  const message = `${lines} lines; a handler parses, wakes, reconciles and returns`;
  return [{ rule: 'handler-size', path: file.path, line: HANDLER_LINES_MAX + 1, message }];
};

export const agentsSize: Rule = (file) => {
  const lines = linesOf(file).length;
  if (file.path !== 'AGENTS.md' || lines <= AGENTS_LINES_MAX) return [];
  const message = `${lines} lines, ${AGENTS_LINES_MAX} at most`;
  return [{ rule: 'agents-size', path: file.path, line: AGENTS_LINES_MAX + 1, message }];
};

const CODE = /(\.ts|\.yml|\.sh|^\.ci\/run)$/;

/** A line may pass the width only by the address it cites. */
export const lineWidth: Rule = (file) =>
  CODE.test(file.path) && !CATALOGUE.test(file.path)
    ? linesOf(file).flatMap((text, index) => {
        const width = text.replace(/https?:\/\/\S+/g, '').length;
        const message = `${width} columns, ${LINE_WIDTH_MAX} at most`;
        const violation = { rule: 'line-width', path: file.path, line: index + 1, message };
        return width > LINE_WIDTH_MAX ? [violation] : [];
      })
    : [];

/** An exemption must be needed, or it will hide the next long file of that name. */
export const needlessExemption = (
  files: readonly TextFile[],
  exempt: ReadonlyMap<string, string> = LONG_BY_NATURE,
): readonly Violation[] =>
  [...exempt.keys()].flatMap((path) => {
    const file = files.find((one) => one.path === path);
    if (file && isOverlong(path, linesOf(file).length)) return [];
    const message = 'is exempt from the file size and need not be';
    return [{ rule: 'needless-exemption', path, line: 1, message }];
  });

const medianOf = (counts: readonly number[]): number =>
  counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;

export const functionMedian: TreeRule = (files) => {
  const named = files.filter(isProduct).flatMap(functionsOf);
  const median = medianOf(named.filter(({ name }) => name !== null).map(({ lines }) => lines));
  if (median <= FUNCTION_LINES_MEDIAN_MAX) return [];
  const message = `the median function has ${median} lines, ${FUNCTION_LINES_MEDIAN_MAX} at most`;
  return [{ rule: 'function-median', path: 'src', line: 1, message }];
};
