import type { Emulator } from './emulator.ts';
import { freePort } from './free-port.ts';
import { pinnedVenv } from './pinned-venv.ts';
import { startPythonServer } from './python-server.ts';

const SERVE = 'from moto.server import main; main()';

/** moto's HTTP server on a free port, or the reason why this machine has none. */
export async function startMoto(): Promise<Emulator | { readonly missing: string }> {
  const venv = await pinnedVenv('moto');
  if ('missing' in venv) return venv;
  const port = await freePort();
  return startPythonServer({
    name: 'moto',
    python: venv.python,
    args: ['-c', SERVE, '-H', '127.0.0.1', '-p', String(port)],
    endpoint: `http://127.0.0.1:${port}`,
    healthPath: '/moto-api/',
  });
}
