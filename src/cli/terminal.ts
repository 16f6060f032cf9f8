/** Where a command reads and writes: a window of some width, or a pipe. */
import { styleText } from 'node:util';

/** What a style is for; which colour that is stays here. */
const STYLES = {
  heading: 'bold',
  name: 'bold',
  quiet: 'dim',
  good: 'green',
  careful: 'yellow',
  bad: 'red',
} as const;
export type Style = keyof typeof STYLES;

export interface Terminal {
  readonly columns: number;
  /** Standard input; nothing is read before somebody asks. */
  readonly input: AsyncIterable<string | Uint8Array>;
  /** Lines to standard output. */
  print(...lines: readonly string[]): void;
  /** Lines to standard error. */
  complain(...lines: readonly string[]): void;
  /** Coloured only in a window, and never where NO_COLOR is set. */
  style(style: Style, text: string): string;
}

const COLUMNS_WITHOUT_WINDOW = 80;
/** Narrower than this nothing could be laid out. */
const COLUMNS_MIN = 40;
/** Longer lines are hard to read, however wide the window is. */
const COLUMNS_MAX = 100;

interface Streams {
  readonly stdin: Terminal['input'];
  readonly stdout: NodeJS.WritableStream & { readonly columns?: number };
  readonly stderr: NodeJS.WritableStream;
}

export function terminalOn(streams: Streams): Terminal {
  const { stdout, stderr } = streams;
  const columns = stdout.columns || COLUMNS_WITHOUT_WINDOW;
  return {
    columns: Math.min(Math.max(columns, COLUMNS_MIN), COLUMNS_MAX),
    get input() {
      return streams.stdin;
    },
    print: (...lines) => lines.forEach((line) => void stdout.write(`${line}\n`)),
    complain: (...lines) => lines.forEach((line) => void stderr.write(`${line}\n`)),
    style: (style, text) => styleText(STYLES[style], text, { stream: stdout }),
  };
}
