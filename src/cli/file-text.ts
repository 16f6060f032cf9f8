import { readFileSync } from 'node:fs';

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};

/** The text of a file that a command line names, or why it cannot be read, as a clause. */
export type FileText =
  | { readonly text: string }
  | { readonly text: null; readonly isMissing: boolean; readonly why: string };

export function fileText(file: string): FileText {
  try {
    return { text: readFileSync(file, 'utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = Object.hasOwn(UNREADABLE, code) ? UNREADABLE[code] : undefined;
    if (why === undefined) throw error;
    return { text: null, isMissing: code === 'ENOENT', why };
  }
}
