import { type Node, type Program, parseSync, Visitor, type VisitorObject } from 'oxc-parser';
import { lineAt, type TextFile } from './file.ts';

const programs = new WeakMap<TextFile, Program>();

/** TypeScript 7 has no JavaScript API, so the tree is read with oxc's parser. */
const programOf = (file: TextFile): Program => {
  const known = programs.get(file);
  if (known) return known;
  const { program, errors } = parseSync(file.path, file.text);
  const [first] = errors;
  if (first) throw new SyntaxError(`${file.path}: ${first.message}`);
  programs.set(file, program);
  return program;
};

export const visit = (file: TextFile, visitor: VisitorObject): void => {
  new Visitor(visitor).visit(programOf(file));
};

export const statementsOf = (file: TextFile): Program['body'] => programOf(file).body;

export const sourceOf = (file: TextFile, node: Node): string =>
  file.text.slice(node.start, node.end);

export const lineOf = (file: TextFile, node: Node): number => lineAt(file, node.start);

export const lineCount = (file: TextFile, node: Node): number =>
  sourceOf(file, node).split('\n').length;
