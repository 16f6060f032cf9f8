import { asJson } from '../lib/tell/render/document.ts';
import type { OptionSpec } from './command.ts';
import type { Terminal } from './terminal.ts';

export const JSON_OPTION: OptionSpec = { says: 'Print JSON only, one object a line.' };

export interface JsonEntry {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** Each object on a line of its own; nothing in them can act upon a terminal. */
export const printJson = (terminal: Terminal, ...entries: readonly JsonEntry[]): void =>
  terminal.print(...entries.map(asJson));
