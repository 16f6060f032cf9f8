import { asJson } from '../../lib/tell/render/document.ts';
import type { Call } from '../command.ts';
import { evalLine } from './eval-line.ts';
import { linesOf } from './input-lines.ts';

/** An answer for every line, in order; one that cannot be read does not stop the rest. */
export async function runEval({ terminal }: Call): Promise<number> {
  for await (const lines of linesOf(terminal.input)) {
    terminal.print(lines.map((line) => asJson(evalLine(line))).join('\n'));
  }
  return 0;
}
