import { readFileSync } from 'node:fs';

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

const FENCE = /^```(\w*)$/;

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { line: number; language: string; text: string[] } | null = null;
  for (const [index, line] of readFileSync(page, 'utf8').split('\n').entries()) {
    const fence = FENCE.exec(line.trim());
    if (fence && open) {
      blocks.push({ page, line: open.line, language: open.language, text: open.text.join('\n') });
      open = null;
    } else if (fence) {
      open = { line: index + 1, language: fence[1] ?? '', text: [] };
    } else {
      open?.text.push(line);
    }
  }
  return blocks;
}
