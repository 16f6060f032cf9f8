import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { wrongUsage } from '../command.ts';

const UNWRITABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
};

/** How every page of ours begins, and hardly anything else. */
const OURS = /^<!doctype html><html lang="(en|ko)">/;

/** Asked before AWS is, so that nobody waits for a page that cannot be written. */
export function refuseUnwritable(file: string): void {
  orSay(file, () => {
    if (!existsSync(file)) accessSync(path.dirname(file), constants.W_OK);
    else if (!OURS.test(readFileSync(file, 'utf8'))) {
      throw wrongUsage(`${file} is there already and is no report: name another file with --out.`);
    }
  });
}

/** Writes for its owner's eyes alone; how many bytes it is. */
export function writePage(file: string, page: string): number {
  orSay(file, () => writeFileSync(file, page, { mode: 0o600 }));
  return Buffer.byteLength(page);
}

function orSay(file: string, does: () => void): void {
  try {
    does();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = Object.hasOwn(UNWRITABLE, code) ? UNWRITABLE[code] : undefined;
    if (why === undefined) throw error;
    throw wrongUsage(`The report cannot be written to ${file}: ${why}.`);
  }
}
