/** One invocation of a built bundle as in Lambda: a fresh Node 24 with its environment alone. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { Instant } from '../../src/lib/model/instant.ts';

const RUNNER = path.join(import.meta.dirname, 'invoke.ts');
const SHIFT = new URL('./shift-date.ts', import.meta.url);

/** An invocation of this run that takes longer hangs. */
const PATIENCE_MS = 150_000;

/** What goes to the runner's process. */
export interface Invocation {
  /** The bundle's `index.js`. */
  readonly bundle: string;
  readonly event: unknown;
  readonly functionName: string;
  readonly requestId: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** Compiled anew, as in a new environment of Lambda's. */
  readonly cold: boolean;
}

const Took = z.object({
  /** CPU time, of one core: from nothing to a handler, and of the handler's own work. */
  loadMs: z.number(),
  workMs: z.number(),
  /** The process at its largest, Node itself included. */
  peakMb: z.number(),
});
export type Took = z.infer<typeof Took>;

/** What comes back from it. */
export type Handed =
  | { readonly ok: true; readonly answer: unknown; readonly took: Took }
  | { readonly ok: false; readonly error: string };

const Handed = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), answer: z.unknown(), took: Took }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);

export interface FunctionSize {
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

export interface Deployed {
  /** The folder that the build wrote. */
  readonly bundles: string;
  readonly environment: Readonly<Record<string, string>>;
  /** By name: what the template gives each. */
  readonly functions: Readonly<Record<string, FunctionSize>>;
  /** Each invocation compiles its bundle anew; without it the cache serves all but the first. */
  readonly cold?: boolean;
}

export interface Call {
  /** The function: `clock-ticked`. */
  readonly name: string;
  readonly event: unknown;
  /** What time it is for the function when its process begins. */
  readonly at: Instant;
}

const LogLine = z.record(z.string(), z.unknown());
type LogLine = z.infer<typeof LogLine>;

export interface Invoked {
  readonly answer: unknown;
  /** What it wrote to its log, one JSON document a line. */
  readonly log: readonly LogLine[];
  readonly took: Took;
}

/** What Lambda itself sets, besides what the template gives. */
const lambdaEnvironment = (functionName: string, { memoryMb }: FunctionSize) => ({
  AWS_REGION: 'ap-northeast-2',
  AWS_DEFAULT_REGION: 'ap-northeast-2',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_SESSION_TOKEN: 'test',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: functionName,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
});

interface Beginning {
  readonly functionName: string;
  readonly size: FunctionSize;
  readonly at: Instant;
}

function begin({ environment }: Deployed, { functionName, size, at }: Beginning): ChildProcess {
  return fork(RUNNER, [], {
    execArgv: ['--import', `${SHIFT.href}?ms=${at - Date.now()}`],
    env: { ...lambdaEnvironment(functionName, size), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    timeout: PATIENCE_MS,
  });
}

const answered = async (child: ChildProcess): Promise<Handed> => {
  const [handed] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code, signal]) => {
      const error = `the process ended (${code ?? signal}) before it had answered`;
      return [{ ok: false, error }];
    }),
  ]);
  return Handed.parse(handed);
};

const linesOf = (output: string): readonly LogLine[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => LogLine.parse(JSON.parse(line)));

const written = ({ stdout, stderr }: ChildProcess): Promise<readonly string[]> =>
  Promise.all([stdout, stderr].map((stream) => (stream ? text(stream) : '')));

export async function invoke(deployed: Deployed, { name, event, at }: Call): Promise<Invoked> {
  const functionName = `tierkeeper-prod-${name}`;
  const size = deployed.functions[name];
  if (size === undefined) throw new Error(`serverless.yml has no function ${name}`);
  const child = begin(deployed, { functionName, size, at });
  const output = written(child);
  const ended = once(child, 'exit');
  const invocation: Invocation = {
    bundle: path.join(deployed.bundles, name, 'index.js'),
    event,
    functionName,
    requestId: randomUUID(),
    timeoutMs: size.timeoutSeconds * 1_000,
    memoryMb: size.memoryMb,
    cold: deployed.cold ?? false,
  };
  child.send(invocation);
  const handed = await answered(child);
  await ended;
  const [stdout = '', stderr = ''] = await output;
  const log = linesOf(`${stdout}\n${stderr}`);
  if (handed.ok) return { answer: handed.answer, log, took: handed.took };
  throw new Error(`${name} failed: ${handed.error}\n${stdout}${stderr}`);
}
