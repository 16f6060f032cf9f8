/** What the function writes to its log, byte by byte, where tags and people mean harm. */
import { Logger } from '@aws-lambda-powertools/logger';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { requestOf } from '../../src/lib/link/function-url.ts';
import { LOGGING } from '../../src/lib/wiring/log-text.ts';
import { sweepHandler } from '../../src/lib/wiring/sweep-handler.ts';
import { FORM, frontDesk, tokenOf } from '../link/front-desk.ts';
import { BOX } from '../link/tokens.ts';
import { HOSTILE } from '../tell/hostile.ts';
import { eventDocument } from '../wake/event-documents.ts';
import { fallingContext, simulatedSweep } from './fixture.ts';

/** What a terminal, a browser or whoever splits a log into lines would act upon. */
const ACTED_UPON = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u3164\u115f]/u;

const written: string[] = [];
beforeEach(() => {
  written.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
});
afterEach(() => vi.restoreAllMocks());

/** As the handlers make it. */
const logger = () => new Logger(LOGGING);

/** Each line that was written, and that it is one. */
const linesWritten = (): readonly string[] => written.join('').split('\n').slice(0, -1);

const readable = (text: string): string => String(LOGGING.jsonReplacerFn('', text));

describe('the line of a pass', () => {
  test.each(HOSTILE.map((text, index) => [index, text] as const))(
    'is one JSON document with hostile text %i in a tag',
    async (_, text) => {
      const world = simulatedAccount();
      world.setup.instance({ name: text, tags: { 'tierkeeper:eip': text } });
      const handler = sweepHandler(() => simulatedSweep(world), logger());
      await handler(eventDocument('clock-ticked'), fallingContext());
      const [line = '', ...others] = linesWritten();
      expect(others).toEqual([]);
      expect(line).not.toMatch(ACTED_UPON);
      const { message, level, looks } = JSON.parse(line);
      expect([message, level]).toEqual(['pass', 'INFO']);
      const told = looks[0].decisions.map(({ evidence }: { evidence: object }) => evidence);
      expect(told).toContainEqual(expect.objectContaining({ value: readable(text.trim()) }));
    },
  );
});

test('the lines of requests have nothing of what somebody sends', async () => {
  const desk = await frontDesk({ log: logger() });
  const request = (rawPath: string, method = 'GET', body = '') => ({
    ...{ rawPath, rawQueryString: encodeURIComponent(HOSTILE.join('')), body },
    headers: { ...FORM, 'user-agent': HOSTILE.join(''), 'accept-language': HOSTILE.join('') },
    requestContext: { http: { method } },
  });
  const answer = async (event: unknown): Promise<void> =>
    void (await desk.answer(requestOf(event)));
  for (const text of HOSTILE) {
    const date = encodeURIComponent(text.slice(0, 9));
    await answer(request(`/l/${text}`));
    await answer(request(`/l/${tokenOf()}`, 'POST', `action=date&date=${date}`));
    await answer(request(text, text));
  }
  const lines = linesWritten().map((line) => JSON.parse(line));
  expect(lines).toHaveLength(3 * HOSTILE.length);
  expect(
    new Set(lines.map(({ action, result, resource }) => `${action} ${result} ${resource}`)),
  ).toEqual(
    new Set([
      `refuse no valid link undefined`,
      `date no-date ${BOX}`,
      'refuse no such path undefined',
    ]),
  );
  expect(desk.writes()).toEqual([]);
});
