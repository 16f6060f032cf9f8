/** Builds every bundle with a policy of the run's own, by the command that `npm run build` is. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const ROOT = path.join(import.meta.dirname, '../..');

const policyFor = (mode: 'act' | 'observe'): string => `mode: ${mode}
zone: Asia/Seoul
currency: { code: KRW, perUsd: 1400, asOf: 2026-11-01 }
nightly: { stop: "22:00", start: "07:00" }
`;

/**
 * The folder with one folder a function: `index.js`, `policy.json`, `package.json`. `more` are
 * further lines of the policy.
 */
export async function buildBundles(
  mode: 'act' | 'observe',
  within: string,
  more = '',
): Promise<string> {
  const policy = path.join(within, `${mode}.yml`);
  const out = path.join(within, mode);
  await writeFile(policy, policyFor(mode) + more);
  const args = [path.join(ROOT, 'scripts/build.ts'), '--policy', policy, '--out', out];
  await run(process.execPath, args, { cwd: ROOT }).catch((cause: { readonly stderr?: string }) => {
    throw new Error(`the bundles cannot be built:\n${cause.stderr ?? String(cause)}`, { cause });
  });
  return out;
}
