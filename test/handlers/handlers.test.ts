import { readdirSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { eventDocument } from '../wake/event-documents.ts';
import { fallingContext } from './fixture.ts';

const FILES = readdirSync('src/handlers');
const REQUIRED = [
  'TABLE_NAME',
  'TOPIC_ARN',
  'AWS_REGION',
  'ACCOUNT_ID',
  'FUNCTION_TIMEOUT_SECONDS',
];

type Handler = (event: unknown, context: object) => Promise<unknown>;
const handlers = new Map<string, Handler>();

beforeAll(async () => {
  for (const file of FILES) {
    const module: { handler: Handler } = await import(`../../src/handlers/${file}`);
    handlers.set(file, module.handler);
  }
});

describe.each(FILES)('%s', (file) => {
  const lines: string[] = [];

  beforeEach(() => {
    for (const name of REQUIRED) vi.stubEnv(name, undefined);
    lines.length = 0;
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  const tick = () => handlers.get(file)?.(eventDocument('clock-ticked'), fallingContext());

  test('throws one error that names every variable it lacks', async () => {
    const error: unknown = await tick()?.catch((thrown: unknown) => thrown);
    const message = error instanceof Error ? error.message : '';
    expect(REQUIRED.filter((name) => !message.includes(`${name} is not set`))).toEqual([]);
  });

  test('logs what it throws as one JSON line with the request it was thrown at', async () => {
    await tick()?.catch(() => undefined);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'ERROR',
      service: 'tierkeeper',
      function_request_id: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      error: { name: 'Error', message: expect.stringContaining('TABLE_NAME is not set') },
    });
  });

  test('keeps on that line, and legible, whatever foreign text the error quotes', async () => {
    vi.stubEnv('AWS_REGION', 'eu\r\n{"level":"INFO"}\u001b[2J\u009b1m\u202egnp\u2028\u200bend');
    await tick()?.catch(() => undefined);
    expect(lines).toHaveLength(1);
    const [line = ''] = lines;
    expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    const { error } = JSON.parse(line);
    expect(error.message).toContain(String.raw`\u009b1m\u202egnp\u2028\u200bend`);
  });

  // Node 24 on Lambda refuses a handler that could take a callback.
  test('takes an event and a context, and no callback', () => {
    expect(handlers.get(file)?.length).toBeLessThan(3);
  });
});
