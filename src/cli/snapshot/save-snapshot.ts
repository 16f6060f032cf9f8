import { existsSync, writeFileSync } from 'node:fs';
import type { Snapshot } from '../../lib/model/snapshot.ts';
import { type CommandError, wrongUsage } from '../command.ts';
import { documentOf } from './document-of.ts';

const isThere = (file: string): CommandError =>
  wrongUsage(`--save overwrites nothing, and ${file} is there already: name another file.`);

/** Asked before AWS is, so that nobody waits for a look that cannot be saved. */
export function refuseToOverwrite(file: string): void {
  if (existsSync(file)) throw isThere(file);
}

const UNWRITABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
};

/** For its owner's eyes alone: it names what runs in the account. */
export function saveSnapshot(file: string, snapshot: Snapshot): void {
  const text = `${JSON.stringify(documentOf(snapshot), null, 2)}\n`;
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') throw isThere(file);
    const why = Object.hasOwn(UNWRITABLE, code) ? UNWRITABLE[code] : undefined;
    if (why === undefined) throw error;
    throw wrongUsage(`The snapshot cannot be saved in ${file}: ${why}.`);
  }
}
