import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type ScalarTag,
  type YAMLError,
} from 'yaml';
import type { Finding } from './finding.ts';
import type { Problem } from './problem.ts';

/** A policy file as YAML: its content as plain JSON, and where everything stands. */
export interface PolicyYaml {
  readonly content: unknown;
  /** What YAML itself objects to. */
  readonly problems: readonly Problem[];
  /** False when the structure cannot be trusted, so that nothing else is worth saying. */
  readonly isReadable: boolean;
  place(finding: Pick<Finding, 'path' | 'at'>): Pick<Problem, 'line' | 'column'>;
}

/** After these the rest of the file still means what it says. */
const HARMLESS: readonly YAMLError['code'][] = ['DUPLICATE_KEY', 'MULTIPLE_DOCS'];

/** What is not ours may have tags of its own, and `<<` as other parsers know it. */
export function readYaml(text: string, foreign: readonly ScalarTag[] | null = null): PolicyYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    // `!!set` and `!!binary` have no JSON.
    resolveKnownTags: false,
    customTags: [...(foreign ?? [])],
    merge: foreign !== null,
    logLevel: 'error',
  });
  const complaints = [...document.errors, ...document.warnings];
  const positionOf = (offset: number): Pick<Problem, 'line' | 'column'> => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const content = contentOf(document);
  const problems = complaints.map((error) => ({
    ...positionOf(error.pos[0]),
    path: '',
    message: sentenceOf(error, text),
  }));
  if (!content.ok) problems.push({ line: 1, column: 1, path: '', message: content.message });
  return {
    content: content.ok ? content.json : null,
    problems,
    isReadable: content.ok && complaints.every(({ code }) => HARMLESS.includes(code)),
    place: ({ path, at }) => positionOf(offsetOf(document, path, at)),
  };
}

type Content =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly message: string };

/** Exactly what policy.json will hold; an empty file is an empty policy. */
function contentOf(document: Document): Content {
  try {
    const json: unknown = JSON.parse(JSON.stringify(document.toJS() ?? {}));
    return { ok: true, json };
  } catch (error) {
    // An alias without its anchor, or a billion laughs.
    if (error instanceof ReferenceError) {
      return { ok: false, message: `not valid YAML: ${error.message}` };
    }
    // What JSON cannot hold.
    if (error instanceof TypeError) return { ok: false, message: 'an alias inside what it names' };
    throw error;
  }
}

function sentenceOf({ code, message, pos }: YAMLError, text: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return `"${/^["']?([^"'\n:]*)/.exec(text.slice(pos[0]))?.[1]}" is set twice; keep one`;
    case 'MULTIPLE_DOCS':
      return 'a second document begins here; a policy is one document, without "---" inside';
    case 'TAB_AS_INDENT':
      return 'a tab; indent with spaces';
    case 'BAD_INDENT':
      return 'not indented like the lines it belongs to';
    case 'NON_STRING_KEY':
      return 'a key must be a word';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a second ":" on one line, or a line indented too far; put text with ": " in quotes';
    default:
      return `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  }
}

const startOf = (node: unknown): number | undefined => {
  if (!(isScalar(node) || isMap(node) || isSeq(node) || isAlias(node))) return undefined;
  return node.range?.[0];
};

const pairOf = (items: readonly Pair[], segment: PropertyKey): Pair | undefined =>
  items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));

/** Where a path stands, or the nearest thing above it that is there. */
function offsetOf(document: Document, path: readonly PropertyKey[], at: Finding['at']): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, segment] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    const pair = isMap(node) ? pairOf(node.items, segment) : undefined;
    const isLast = depth === path.length - 1;
    if (pair) offset = startOf(pair.key) ?? offset;
    node = pair ? pair.value : isSeq(node) ? node.items[Number(segment)] : undefined;
    if (node === undefined) return offset;
    if (!isLast || at === 'value') offset = startOf(node) ?? offset;
  }
  return offset;
}
