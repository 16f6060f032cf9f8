import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Emulator } from './emulator.ts';
import { freePort } from './free-port.ts';
import { pinnedVenv } from './pinned-venv.ts';
import { startPythonServer } from './python-server.ts';

const LAUNCH = path.join(import.meta.dirname, 'launch-ministack.py');

/** What is never asked for costs time, or listens where nobody expects it. */
const OFF = { IOT_MTLS_ENABLED: '0', SFTP_ENABLED: '0' };

/**
 * Its functions inherit the environment of the server, and run with the first `node` of its PATH:
 * nothing but what is written here, and this Node. AUTH: whatever is called must be allowed.
 */
const environmentOf = (home: string, port: number): Readonly<Record<string, string>> => ({
  HOME: home,
  PATH: [path.dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(path.delimiter),
  BIND_HOST: '127.0.0.1',
  GATEWAY_PORT: String(port),
  MINISTACK_ACCOUNT_ID: '123456789012',
  MINISTACK_REGION: 'ap-northeast-2',
  LAMBDA_EXECUTOR: 'local',
  LAMBDA_ASYNC_RETRY_BASE_SECONDS: '0.2',
  LOG_LEVEL: 'WARNING',
  AUTH: 'true',
  ...OFF,
});

/** ministack on a free port, or the reason why this machine has none: it runs a deployed stack. */
export async function startMinistack(): Promise<Emulator | { readonly missing: string }> {
  const venv = await pinnedVenv('ministack');
  if ('missing' in venv) return venv;
  const port = await freePort();
  const home = await mkdtemp(path.join(tmpdir(), 'tierkeeper-ministack-'));
  const server = await startPythonServer({
    name: 'ministack',
    python: venv.python,
    args: [LAUNCH],
    environment: environmentOf(home, port),
    endpoint: `http://127.0.0.1:${port}`,
    healthPath: '/_ministack/health',
  });
  return {
    endpoint: server.endpoint,
    async stop() {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
