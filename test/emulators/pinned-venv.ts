import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const ROOT = path.join(import.meta.dirname, '../..');

export type PythonEmulator = 'moto' | 'ministack';

interface Place {
  readonly folder: string;
  readonly requirements: string;
  /** Written last: an install that was cut off leaves none, and starts over. */
  readonly stamp: string;
  /** A folder, because making one is a single step: it is there, or it was made just now. */
  readonly lock: string;
}

function placeOf(name: PythonEmulator): Place {
  const folder = path.join(ROOT, `.venv-${name}`);
  return {
    folder,
    requirements: path.join(import.meta.dirname, 'requirements', `${name}.txt`),
    stamp: path.join(folder, 'installed'),
    lock: `${folder}.lock`,
  };
}

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

async function install(python: string, { folder, requirements }: Place): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', folder]);
  const quietly = ['--quiet', '--no-input', '--disable-pip-version-check', '--retries', '1'];
  await run(python, ['-m', 'pip', 'install', ...quietly, '--requirement', requirements], {
    timeout: MINUTES_10,
  });
}

function takes(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const madeAt = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    // Whoever was killed meanwhile gives it back no more.
    if (Date.now() - madeAt > MINUTES_10) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

/**
 * The interpreter that has the pinned emulator; the first time it is installed, in half a minute.
 * Of those that want it at the same moment one installs it, and the others wait.
 */
export async function pinnedVenv(name: PythonEmulator): Promise<Venv> {
  const place = placeOf(name);
  while (!takes(place.lock)) await sleep(LOOK_EVERY_MS);
  try {
    return await installed(name, place);
  } finally {
    rmSync(place.lock, { recursive: true, force: true });
  }
}

async function installed(name: PythonEmulator, place: Place): Promise<Venv> {
  const { folder, requirements, stamp } = place;
  const python = path.join(folder, 'bin', 'python');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { python };
  if (!(await hasPython())) return { missing: 'there is no Python 3.11 to 3.14 with venv' };
  process.stderr.write(`Installing ${name} into ${path.relative(ROOT, folder)}, once.\n`);
  try {
    await install(python, place);
  } catch (error) {
    return { missing: `pip could not install it: ${lastLineOf(error)}` };
  }
  writeFileSync(stamp, wanted);
  return { python };
}

function lastLineOf(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  return stderr.trim().split('\n').at(-1) || String(error);
}
