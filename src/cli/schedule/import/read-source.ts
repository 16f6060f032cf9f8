/** The text of another tool's file as data with places; what is no YAML or JSON is told. */
import { readForeignYaml } from '../../../lib/config/foreign-document.ts';
import { problemText } from '../../../lib/config/problem.ts';
import { wrongUsage } from '../../command.ts';
import type { Source } from './imported.ts';

export function sourceOf(file: string, text: string): Source {
  const { content, problems, isReadable, place } = readForeignYaml(text);
  if (!isReadable) {
    throw wrongUsage(problems.map((problem) => problemText(file, problem)).join('\n'));
  }
  return { content, lineOf: (path) => place({ path, at: 'key' }).line };
}

/** A document on each line, as DynamoDB exports a table; null where the first line is none. */
export function linesIn(file: string, text: string): readonly Source[] | null {
  const lines = text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '');
  const [first] = lines;
  if (first === undefined || !isJson(first.line)) return null;
  const broken = lines.filter(({ line }) => !isJson(line));
  if (broken.length > 0) {
    throw wrongUsage(broken.map(({ number }) => `${file}:${number}: not JSON`).join('\n'));
  }
  return lines.map(({ line, number }) => ({ content: JSON.parse(line), lineOf: () => number }));
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
