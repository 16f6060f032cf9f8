import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const ROOT = path.join(import.meta.dirname, '../..');
const VENV = path.join(ROOT, '.venv-moto');
const REQUIREMENTS = path.join(import.meta.dirname, 'requirements.txt');

/** Written last: an install that was cut off leaves none, and starts over. */
const STAMP = path.join(VENV, 'installed');

/** A folder, because making one is a single step: it is there, or it was made just now. */
const LOCK = `${VENV}.lock`;

const MINUTES_10 = 600_000;
const LOOK_EVERY_MS = 200;

/** What the pinned packages ask for. */
const PYTHON_CHECK =
  'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))';

export type Venv = { readonly python: string } | { readonly missing: string };

const hasPython = (): Promise<boolean> =>
  run('python3', ['-c', PYTHON_CHECK]).then(
    () => true,
    () => false,
  );

async function install(python: string): Promise<void> {
  rmSync(VENV, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', VENV]);
  const quietly = ['--quiet', '--no-input', '--disable-pip-version-check', '--retries', '1'];
  await run(python, ['-m', 'pip', 'install', ...quietly, '--requirement', REQUIREMENTS], {
    timeout: MINUTES_10,
  });
}

function takesLock(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const madeAt = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    // Whoever was killed meanwhile gives it back no more.
    if (Date.now() - madeAt > MINUTES_10) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

/**
 * The interpreter that has the pinned moto; the first time it is installed, in half a minute. Of
 * the test files that want it at the same moment one installs it, and the others wait.
 */
export async function motoVenv(): Promise<Venv> {
  while (!takesLock()) await sleep(LOOK_EVERY_MS);
  try {
    return await installedVenv();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

async function installedVenv(): Promise<Venv> {
  const python = path.join(VENV, 'bin', 'python');
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return { python };
  if (!(await hasPython())) return { missing: 'there is no Python 3.11 to 3.14 with venv' };
  process.stderr.write(`Installing moto into ${path.relative(ROOT, VENV)}, once.\n`);
  try {
    await install(python);
  } catch (error) {
    return { missing: `pip could not install it: ${lastLineOf(error)}` };
  }
  writeFileSync(STAMP, wanted);
  return { python };
}

function lastLineOf(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  return stderr.trim().split('\n').at(-1) || String(error);
}
