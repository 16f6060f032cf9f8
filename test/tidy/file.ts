/** A text file of the tree, with its path from the root. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface Violation {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** What one file does wrong. Pure: the tests plant synthetic files. */
export type Rule = (file: TextFile) => readonly Violation[];

/** What the tree does wrong as a whole. */
export type TreeRule = (files: readonly TextFile[]) => readonly Violation[];

export const isTypeScript = (file: TextFile): boolean => file.path.endsWith('.ts');

export const isProduct = (file: TextFile): boolean =>
  isTypeScript(file) && file.path.startsWith('src/');

export const isTest = (file: TextFile): boolean => file.path.startsWith('test/');

/** The 1-based line of a character offset. */
export const lineAt = (file: TextFile, offset: number): number =>
  file.text.slice(0, offset).split('\n').length;

export const linesOf = (file: TextFile): readonly string[] =>
  file.text.replace(/\n$/, '').split('\n');
