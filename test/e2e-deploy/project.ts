/** The project as somebody deploys it: a copy with a policy of the run's own, and real commands. */
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectWith } from '../template/packaged.ts';

export const REGION = 'ap-northeast-2';

export interface Ran {
  readonly ok: boolean;
  readonly output: string;
}

export interface Project {
  /** `npm run deploy -- …` and the like, with the owner's key. */
  run(script: string, ...options: readonly string[]): Promise<Ran>;
  /** `npx tierkeeper …`, in English. */
  tierkeeper(...words: readonly string[]): Promise<Ran>;
  writePolicy(policy: string): Promise<void>;
  remove(): Promise<void>;
}

/** As an owner's terminal has it, but for where AWS is, and how often osls asks how it goes. */
const environmentOf = (endpoint: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: REGION,
  SLS_AWS_MONITORING_FREQUENCY: '500',
  npm_config_update_notifier: 'false',
});

export async function openProject(
  endpoint: string,
  policy: string,
  variables: NodeJS.ProcessEnv = {},
): Promise<Project> {
  const folder = await projectWith(policy);
  const options = { cwd: folder, env: { ...environmentOf(endpoint), ...variables } };
  const there = ['--region', REGION, '--endpoint-url', endpoint, '--lang', 'en'];
  const ran = (command: string, args: readonly string[]): Promise<Ran> =>
    new Promise((resolve) => {
      const child = execFile(command, args, options, (error, out, err) =>
        resolve({ ok: error === null, output: out + err }),
      );
      child.stdin?.end();
    });
  return {
    run: (script, ...more) => ran('npm', ['run', script, '--', ...more]),
    tierkeeper: (...words) => ran('npx', ['tierkeeper', ...words, ...there]),
    writePolicy: (text) => writeFile(path.join(folder, 'policy.yml'), text),
    remove: () => rm(folder, { recursive: true }),
  };
}
