import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { Template } from './stack.ts';
import { entriesOf } from './zip.ts';

/** A service folder of its own, so that no other test's `dist` is in the way. */
export interface ServiceFolder {
  readonly folder: string;
  run(args: readonly string[]): Promise<{ readonly ok: boolean; readonly output: string }>;
  remove(): Promise<void>;
}

const LINKED = ['scripts', 'src', 'data', 'node_modules', 'package.json'];

/** Neither credentials nor a Region: packaging must need neither. */
const bareEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: path.join(tmpdir(), 'nobody'),
});

/** The project with another policy, in a folder of its own: the checkout stays as it is. */
export async function projectWith(policy: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tierkeeper-project-'));
  await Promise.all(LINKED.map((name) => symlink(path.resolve(name), path.join(folder, name))));
  await copyFile('serverless.yml', path.join(folder, 'serverless.yml'));
  await writeFile(path.join(folder, 'policy.yml'), policy);
  return folder;
}

export async function serviceFolder(policy: string): Promise<ServiceFolder> {
  const folder = await projectWith(policy);
  return {
    folder,
    run: (args) =>
      new Promise((resolve) => {
        const options = { cwd: folder, env: bareEnvironment() };
        const child = execFile(process.execPath, [...args], options, (error, out, err) =>
          resolve({ ok: error === null, output: out + err }),
        );
        child.stdin?.end();
      }),
    remove: () => rm(folder, { recursive: true }),
  };
}

export const OSLS = 'node_modules/serverless/bin/serverless.js';

export interface Packaged {
  readonly template: Template;
  /** What a deploy prints, by name. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What CloudFormation puts on the stack and on all in it that can be tagged. */
  readonly stackTags: unknown;
  /** The contents of each function's zip, by the function's key in serverless.yml. */
  readonly zips: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const Outputs = z.object({ Outputs: z.record(z.string(), z.object({ Value: z.unknown() })) });
const State = z.object({
  service: z.object({ provider: z.object({ stackTags: z.unknown() }) }),
});

/** What `npm run package` would leave in .serverless. */
export async function packageIn({ folder, run }: ServiceFolder): Promise<Packaged> {
  for (const args of [
    ['scripts/build.ts'],
    [OSLS, 'package', '--param', 'email=owner@example.com'],
  ]) {
    const { ok, output } = await run(args);
    if (!ok) throw new Error(`${args.join(' ')}:\n${output}`);
  }
  const out = path.join(folder, '.serverless');
  const compiled = path.join(out, 'cloudformation-template-update-stack.json');
  const files = (await readdir(out)).filter((file) => file.endsWith('.zip'));
  const zips = files.map(
    async (file) =>
      [path.basename(file, '.zip'), entriesOf(await readFile(path.join(out, file)))] as const,
  );
  const json = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));
  const document = await json(compiled);
  const state = State.parse(await json(path.join(out, 'serverless-state.json')));
  return {
    template: Template.parse(document),
    outputs: Outputs.parse(document).Outputs,
    stackTags: state.service.provider.stackTags,
    zips: new Map(await Promise.all(zips)),
  };
}
