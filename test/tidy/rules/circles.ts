import path from 'node:path/posix';
import { isProduct, type TextFile, type TreeRule } from '../file.ts';
import { importsOf } from '../imports.ts';

type Graph = ReadonlyMap<string, readonly string[]>;

const isRelative = (module: string): boolean => module.startsWith('.');

const reachedFrom = (file: TextFile): readonly string[] => [
  ...new Set(
    importsOf(file)
      .filter(({ module }) => isRelative(module))
      .map(({ module }) => path.join(path.dirname(file.path), module)),
  ),
];

/** Files that import each other can only be read, moved and tested together; types count too. */
export const noCircles: TreeRule = (files) => {
  const graph = knotOf(new Map(files.filter(isProduct).map((one) => [one.path, reachedFrom(one)])));
  const [first] = graph.keys();
  if (first === undefined) return [];
  const circle = circleFrom(graph, first);
  const message = `imports itself: ${circle.join(' -> ')}`;
  return [{ rule: 'no-circles', path: circle[0] ?? first, line: 1, message }];
};

/** What is left when whoever imports nobody that is left has gone; empty without circles. */
function knotOf(graph: Graph): Graph {
  const left = [...graph].map(([file, to]) => [file, to.filter((one) => graph.has(one))] as const);
  const tied = left.filter(([, to]) => to.length > 0);
  return tied.length === graph.size ? graph : knotOf(new Map(tied));
}

/** Everybody in a knot imports somebody in it, so that the walk comes back to where it has been. */
function circleFrom(knot: Graph, first: string): readonly string[] {
  const walk = [first];
  for (;;) {
    const next = knot.get(walk.at(-1) ?? first)?.find((one) => knot.has(one)) ?? first;
    const seen = walk.indexOf(next);
    if (seen >= 0) return [...walk.slice(seen), next];
    walk.push(next);
  }
}
