/** What people and queues get of SNS is what was rendered, to the byte. */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderDigest } from '../../src/lib/tell/render/digest-message.ts';
import { renderPass } from '../../src/lib/tell/render/pass-message.ts';
import { startMoto } from '../emulators/moto.ts';
import { FULL_DAY } from '../tell/digests.ts';
import { HOSTILE, poisoned } from '../tell/hostile.ts';
import { allNotices, LINKED, warnings } from '../tell/notices.ts';
import { motoQueue } from './moto-queue.ts';

vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');

const moto = await startMoto();
const endpoint = 'endpoint' in moto ? moto.endpoint : '';
const missing = 'missing' in moto ? moto.missing : null;
if (missing !== null) process.stderr.write(`Mails are not sent to moto here: ${missing}.\n`);

const KOREAN = { ...LINKED, language: 'ko' } as const;
const MESSAGES = [
  ['a warning', renderPass(warnings(1), LINKED)],
  ['every kind at once, in Korean', renderPass(allNotices(), KOREAN)],
  ['a day with everything, in Korean', renderDigest(FULL_DAY, KOREAN)],
  ...HOSTILE.map((text, index) => {
    return [`hostile name ${index}`, renderPass(poisoned(warnings(2), text), LINKED)] as const;
  }),
] as const;

afterAll(async () => {
  if ('stop' in moto) await moto.stop();
});

describe.runIf(missing === null)('a message that SNS delivers', () => {
  beforeEach(async () => {
    await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' });
  });

  it.each(MESSAGES)('reaches a queue as it was rendered: %s', async (_name, message) => {
    const topic = await motoQueue(endpoint);
    await topic.subscribe();
    expect(await topic.channel.send(message)).toEqual({ sent: 'accepted' });
    const [got, ...others] = await topic.delivered();
    expect(others).toEqual([]);
    expect(Buffer.from(got?.Message ?? '')).toEqual(Buffer.from(message.document));
    expect(got?.Subject).toBe(message.subject);
    const values = Object.entries(got?.MessageAttributes ?? {}).map(([k, { Value }]) => [k, Value]);
    expect(Object.fromEntries(values)).toEqual(message.attributes);
  });

  it('has the text for people beside the document, each a string of its own', async () => {
    const send = vi.spyOn(SNSClient.prototype, 'send');
    const topic = await motoQueue(endpoint);
    const [, message] = MESSAGES[1];
    await topic.channel.send(message);
    const sent = send.mock.calls.map(([command]) => command);
    send.mockRestore();
    const published = sent.find((command) => command instanceof PublishCommand);
    const body: unknown = JSON.parse(published?.input.Message ?? '');
    expect(body).toEqual({ default: message.document, email: message.text });
  });

  it('passes the filter policy of the documentation only when it is a warning', async () => {
    const topic = await motoQueue(endpoint);
    await topic.subscribe({ kind: ['about-to-stop'] });
    const stopped = allNotices().filter(({ kind }) => kind === 'stopped');
    await topic.channel.send(renderPass(stopped, LINKED));
    await topic.channel.send(renderPass(warnings(1), LINKED));
    const subjects = (await topic.delivered()).map(({ Subject }) => Subject);
    expect(subjects).toEqual(['Tierkeeper: dev-1 stops at 22:00 KST']);
  });
});
