/**
 * `npm run deploy -- --param email=you@example.com [--region …] [--stage …]`: what cannot work is
 * said in one message before anything is made; then the build, then osls with the same options.
 */
import { spawnSync } from 'node:child_process';
import { accountProblems } from './deploy/account-problems.ts';
import {
  policyProblems,
  readPolicy,
  recipientProblems,
  stageProblems,
  toolProblems,
} from './deploy/own-problems.ts';
import { type Wanted, wantedOf } from './deploy/wanted.ts';
import { defaultConfig } from './osls.ts';

async function problemsOf({ params, stage, region, profile }: Wanted): Promise<readonly string[]> {
  const policy = readPolicy();
  const account = await accountProblems({
    config: defaultConfig(region, profile),
    ledger: `tierkeeper-${stage}-ledger`,
    policy: policy?.ok ? policy.policy : null,
  });
  return [
    ...toolProblems(process.versions.node),
    ...recipientProblems(params),
    ...policyProblems(policy),
    ...stageProblems(stage),
    ...account,
  ];
}

function say(problems: readonly string[]): void {
  const count = problems.length === 1 ? 'one thing is' : `${problems.length} things are`;
  const lines = problems.map((problem) => `- ${problem.replaceAll('\n', '\n  ')}`);
  console.error([`Nothing was made, because ${count} wrong:`, '', ...lines].join('\n'));
}

const run = (script: string, ...args: readonly string[]): boolean =>
  spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' }).status === 0;

async function main(args: readonly string[]): Promise<boolean> {
  const problems = await problemsOf(wantedOf(args, process.env));
  if (problems.length > 0) {
    say(problems);
    return false;
  }
  return (
    run('scripts/build.ts') && run('node_modules/serverless/bin/serverless.js', 'deploy', ...args)
  );
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
