import type { ArrowFunctionExpression, Function as FunctionNode, Node } from 'oxc-parser';
import type { TextFile } from './file.ts';
import { lineCount, lineOf, visit } from './syntax.ts';

export interface FunctionFact {
  readonly name: string | null;
  readonly line: number;
  readonly lines: number;
  readonly parameters: number;
  /** The body of a `describe`: a list of tests, not a function anybody calls. */
  readonly isSuite: boolean;
}

type Callable = FunctionNode | ArrowFunctionExpression;

const isSuiteCall = (callee: Node): boolean => {
  if (callee.type === 'Identifier') return callee.name === 'describe';
  if (callee.type === 'MemberExpression') return isSuiteCall(callee.object);
  return callee.type === 'CallExpression' && isSuiteCall(callee.callee);
};

/** Every function with a body and, without lines, every signature of an interface. */
export const functionsOf = (file: TextFile): readonly FunctionFact[] => {
  const found: FunctionFact[] = [];
  const names = new Map<Node, string>();
  const suites = new Set<Node>();
  const add = (node: Callable): void => {
    const name = names.get(node) ?? ('id' in node && node.id ? node.id.name : null);
    const lines = node.body ? lineCount(file, node) : 0;
    const line = lineOf(file, node);
    const parameters = node.params.filter((one) => one.type !== 'RestElement').length;
    found.push({ name, line, lines, parameters, isSuite: suites.has(node) });
  };
  const addSignature = (node: Node, parameters: number): void => {
    found.push({ name: null, line: lineOf(file, node), lines: 0, parameters, isSuite: false });
  };
  visit(file, {
    VariableDeclarator(node) {
      if (node.init && node.id.type === 'Identifier') names.set(node.init, node.id.name);
    },
    Property(node) {
      if (node.key.type === 'Identifier') names.set(node.value, node.key.name);
    },
    MethodDefinition(node) {
      names.set(node.value, node.key.type === 'Identifier' ? node.key.name : 'method');
    },
    CallExpression(node) {
      if (isSuiteCall(node.callee)) for (const argument of node.arguments) suites.add(argument);
    },
    FunctionDeclaration: add,
    FunctionExpression: add,
    ArrowFunctionExpression: add,
    TSMethodSignature: (node) => addSignature(node, node.params.length),
    TSFunctionType: (node) => addSignature(node, node.params.length),
  });
  return found;
};
