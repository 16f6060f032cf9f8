/**
 * Which IAM actions a method of a port makes: every command that a client of the SDK is given while
 * the method runs, and every request that is signed by hand.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { EC2Client } from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type { Around } from './watched-ports.ts';

/** How the actions of a service begin, where it signs by another name. */
const PREFIXES: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };

/** Where a batch of calls asks for the right to a single one. */
const NAMES: Readonly<Record<string, string>> = { SendMessageBatch: 'SendMessage' };

const actionOf = (service: string, operation: string): string =>
  `${PREFIXES[service] ?? service}:${NAMES[operation] ?? operation}`;

const Client = z.object({ config: z.object({ defaultSigningName: z.string() }) });

const asked = new AsyncLocalStorage<string>();
const recorded = new Map<string, Set<string>>();

function record(service: string, operation: string): void {
  const name = asked.getStore();
  if (name === undefined) return;
  const actions = recorded.get(name) ?? new Set();
  recorded.set(name, actions.add(actionOf(service, operation)));
}

interface Sends {
  send: (this: unknown, command: object, ...more: readonly unknown[]) => unknown;
}

/** What all clients of the SDK inherit. */
function recordClients(): void {
  const base: Sends = Object.getPrototypeOf(EC2Client.prototype);
  const { send } = base;
  base.send = function sendRecorded(command, ...more) {
    const { config } = Client.parse(this);
    record(config.defaultSigningName, command.constructor.name.replace(/Command$/, ''));
    return send.call(this, command, ...more);
  };
}

/** `…/20261123/ap-northeast-2/dynamodb/aws4_request`, and `DynamoDB_20120810.GetItem`; of REST
 * that is all POST the path names the call. */
function recordSigned(): void {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    const [, service] =
      /\/([a-z0-9-]+)\/aws4_request/.exec(headers.get('authorization') ?? '') ?? [];
    const [, operation = operationIn(input)] = (headers.get('x-amz-target') ?? '').split('.');
    if (service !== undefined && operation !== undefined) record(service, operation);
    return fetch(input, init);
  };
}

const operationIn = (input: string | URL | Request): string | undefined => {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  return /^\/([A-Z]\w+)$/.exec(pathname)?.[1];
};

recordClients();
recordSigned();

export const recording: Around = (name, call) =>
  // Which partition it is changes no action, only what a condition says of it.
  asked.run(name.replace(/(?<=ledger\.\w+) .*$/, ''), call);

/** So far: name by name, each with its actions in order. */
export const recordedActions = (): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    [...recorded].map(([name, actions]) => [name, [...actions].toSorted()] as const),
  );
