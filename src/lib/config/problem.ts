/** One thing that is wrong with a policy file, where, and what would be right. */
export interface Problem {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  /** `idle.window`; empty where the file as a whole is meant. */
  readonly path: string;
  /** One plain sentence without the path. */
  readonly message: string;
}

/** `policy.yml:3: idel: no such key; did you mean "idle"?`, as editors and terminals link it. */
export const problemText = (fileName: string, { line, path, message }: Problem): string =>
  `${fileName}:${line}: ${path === '' ? '' : `${path}: `}${message}`;

export const inOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
