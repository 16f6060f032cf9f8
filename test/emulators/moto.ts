import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Emulator } from './emulator.ts';
import { freePort } from './free-port.ts';
import { motoVenv } from './moto-venv.ts';

const SERVE = 'from moto.server import main; main()';

const READY_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 100;

const answers = (endpoint: string): Promise<boolean> =>
  fetch(`${endpoint}/moto-api/`).then(
    (response) => response.ok,
    () => false,
  );

async function untilReady(child: ChildProcess, endpoint: string): Promise<void> {
  for (let waited = 0; waited < READY_WITHIN_MS; waited += LOOK_EVERY_MS) {
    if (await answers(endpoint)) return;
    if (child.exitCode !== null) throw new Error(`moto ended with exit code ${child.exitCode}`);
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`moto did not answer on ${endpoint} within ${READY_WITHIN_MS / 1_000} s`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** moto's HTTP server on a free port, or the reason why this machine has none. */
export async function startMoto(): Promise<Emulator | { readonly missing: string }> {
  const venv = await motoVenv();
  if ('missing' in venv) return venv;
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn(venv.python, ['-c', SERVE, '-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
  });
  // Whoever started it may be killed before its own clean-up.
  const orphaned = (): void => {
    child.kill('SIGTERM');
  };
  process.once('exit', orphaned);
  try {
    await untilReady(child, endpoint);
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
