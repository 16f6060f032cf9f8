/** Standard input as lines. Node's readline would also part them at U+2028, which JSON may hold. */
import { CommandError } from '../command.ts';

/** All the lines that came together, each time some came; the last needs no line end. */
export async function* linesOf(
  input: AsyncIterable<string | Uint8Array>,
): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunksOf(input)) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  const last = rest + decoder.decode();
  if (last !== '') yield [last];
}

async function* chunksOf(
  input: AsyncIterable<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  try {
    yield* input;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw unreadable(error.message);
  }
}

const unreadable = (why: string): CommandError =>
  new CommandError(1, `Standard input cannot be read: ${why}.`, { trouble: 'input' });
