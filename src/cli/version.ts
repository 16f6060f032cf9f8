import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Command } from './command.ts';
import { JSON_OPTION, printJson } from './json.ts';

const packageDocument = z.object({ name: z.string(), version: z.string() });

function ownPackage() {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return packageDocument.parse(JSON.parse(text));
}

export const version: Command = {
  name: 'version',
  summary: 'which version this is',
  about: ['Prints the version of Tierkeeper.'],
  options: { json: JSON_OPTION },
  async run({ given, terminal }) {
    const own = ownPackage();
    if (given['json']) printJson(terminal, { kind: 'version', ...own });
    else terminal.print(`${own.name} ${own.version}`);
    return 0;
  },
};
