import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { TextFile } from './file.ts';

const BINARY = /\.(png|jpg|gif|ico|woff2?|zip|pdf)$/;
const WRITTEN_BY_MACHINE = new Set(['package-lock.json']);

const listed = (): readonly string[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '');

/** Every text file that people write here, committed or about to be. */
export const readTree = (): readonly TextFile[] =>
  listed()
    .filter((path) => !BINARY.test(path) && !WRITTEN_BY_MACHINE.has(path))
    .filter((path) => existsSync(path) && statSync(path).isFile())
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

export const canRun = (path: string): boolean => (statSync(path).mode & 0o111) !== 0;
