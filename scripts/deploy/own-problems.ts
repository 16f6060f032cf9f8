/** What is wrong with a deploy that no account needs to be asked about. */
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { type PolicyFile, parsePolicyFile } from '../../src/lib/config/policy-file.ts';
import { problemText } from '../../src/lib/config/problem.ts';

export const POLICY_FILE = 'policy.yml';

const EMAIL = /^email=(.*)$/s;
/** Something, `@`, and a name with a dot: SNS mails the rest to find out. */
const ADDRESS = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@.,;<>]+$/;

export const NO_RECIPIENT =
  'Nobody would be told anything: say where mail goes, with ' +
  'npm run deploy -- --param email=you@example.com';

const knownParam = (one: string): boolean => EMAIL.test(one);

/** The email is the one parameter of the stack. */
export function recipientProblems(params: readonly string[]): readonly string[] {
  const others = params
    .filter((one) => !knownParam(one))
    .map((one) => `--param ${one}: the stack has one parameter, email=you@example.com.`);
  const emails = params.flatMap((one) => EMAIL.exec(one)?.[1] ?? []);
  const malformed = emails
    .filter((email) => email !== '' && !ADDRESS.test(email))
    .map((email) => `--param email=${email}: no email address; write one, as you@example.com.`);
  const lacks = emails.every((email) => email === '') ? [NO_RECIPIENT] : [];
  return [...lacks, ...malformed, ...others];
}

/** Of a name of 64 characters `tierkeeper-` and `-sagemaker-changed`, a rule's, take 29. */
const STAGE_LENGTH_MAX = 35;

export function stageProblems(stage: string): readonly string[] {
  if (!/^[A-Za-z0-9-]+$/.test(stage)) {
    return [`--stage ${stage}: its name goes into AWS's own: letters, digits and hyphens alone.`];
  }
  return stage.length > STAGE_LENGTH_MAX
    ? [`--stage ${stage}: ${STAGE_LENGTH_MAX} characters at most, or AWS takes no rule's name.`]
    : [];
}

/** Null: there is no file. */
export const readPolicy = (): PolicyFile | null =>
  existsSync(POLICY_FILE) ? parsePolicyFile(readFileSync(POLICY_FILE, 'utf8')) : null;

export function policyProblems(policy: PolicyFile | null): readonly string[] {
  if (policy === null) {
    return [`${POLICY_FILE}: no such file here; an empty one means every default.`];
  }
  return policy.ok ? [] : policy.problems.map((problem) => problemText(POLICY_FILE, problem));
}

const Manifest = z.object({ devDependencies: z.object({ serverless: z.string() }) });
const Installed = z.object({ name: z.string(), version: z.string() });

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** Lambda runs Node 24, and what is tested is what is built: by Node 24 and the pinned osls. */
const NODE_MAJOR_LEAST = 24;

export function toolProblems(nodeVersion: string): readonly string[] {
  const { serverless: pinned } = Manifest.parse(readJson('package.json')).devDependencies;
  const { name, version } = Installed.parse(readJson('node_modules/serverless/package.json'));
  return [
    ...(Number.parseInt(nodeVersion, 10) < NODE_MAJOR_LEAST
      ? [`Node ${nodeVersion} runs this; npm ci brings ${NODE_MAJOR_LEAST}: use npm run deploy.`]
      : []),
    ...(pinned === `npm:${name}@${version}`
      ? []
      : [`${name} ${version} is installed, package.json pins ${pinned.slice(4)}: run npm ci.`]),
  ];
}
