/** A Python emulator as a process of its own: started, awaited, and ended by its id. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Emulator } from './emulator.ts';

const READY_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 100;
const COMPLAINT_LENGTH = 2_000;

export interface PythonServer {
  readonly name: string;
  readonly python: string;
  readonly args: readonly string[];
  /** Left out: that of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly endpoint: string;
  /** What answers as soon as the server is there. */
  readonly healthPath: string;
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

/** The end of what it has complained of. */
function complaintsOf({ stderr }: ChildProcess): () => string {
  let last = '';
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    last = (last + text).slice(-COMPLAINT_LENGTH);
  });
  return () => last.trim();
}

async function untilReady(child: ChildProcess, server: PythonServer): Promise<void> {
  const { name, endpoint, healthPath } = server;
  const complaints = complaintsOf(child);
  for (let waited = 0; waited < READY_WITHIN_MS; waited += LOOK_EVERY_MS) {
    if (await answers(`${endpoint}${healthPath}`)) return;
    if (child.exitCode !== null) {
      throw new Error(`${name} ended with exit code ${child.exitCode}: ${complaints()}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`${name} did not answer on ${endpoint} within ${READY_WITHIN_MS / 1_000} s`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

export async function startPythonServer(server: PythonServer): Promise<Emulator> {
  const { python, args, environment, endpoint } = server;
  const child = spawn(python, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(environment === undefined ? {} : { env: environment }),
  });
  // Whoever started it may be killed before its own clean-up.
  const orphaned = (): void => {
    child.kill('SIGTERM');
  };
  process.once('exit', orphaned);
  try {
    await untilReady(child, server);
  } catch (error) {
    await end(child);
    throw error;
  }
  return {
    endpoint,
    async stop() {
      process.removeListener('exit', orphaned);
      await end(child);
    },
  };
}
