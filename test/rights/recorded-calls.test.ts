/** Each function makes every call that it is known for, and no other. */
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { NOON } from '../build/at.ts';
import { FORM, frontDesk, tokenOf } from '../link/front-desk.ts';
import { BOX } from '../link/tokens.ts';
import { everyCallOf, PASS_FUNCTIONS } from './every-call.ts';
import { everyCallElsewhere } from './every-call-elsewhere.ts';
import { FUNCTION_CALLS } from './function-calls.ts';
import type { Around } from './watched-ports.ts';

test.each(PASS_FUNCTIONS)('%s makes all its calls', async (name) => {
  expect(await everyCallOf(name)).toEqual(FUNCTION_CALLS[name].toSorted());
});

const keeping =
  (asked: Set<string>): Around =>
  (call, make) => {
    asked.add(call);
    return make();
  };

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function bySlack(body: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(NOON / 1_000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}

function slackPress(): string {
  const block = `tierkeeper:${BOX}:0`;
  const action = { action_id: 'tierkeeper:hour', block_id: block, value: tokenOf() };
  const payload = {
    type: 'block_actions',
    user: { id: 'U0HARU', username: 'haru', team_id: 'T0001' },
    response_url: 'https://hooks.slack.com/actions/T0001/123/abc',
    message: { text: 'lighthouse stops', blocks: [] },
    actions: [{ ...action, type: 'button' }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

test('link-opened makes all its calls', async () => {
  const asked = new Set<string>();
  const around = keeping(asked);
  const signingSecret = () => around('secret.read', async () => 'secret');
  const slack = { signingSecret, replies: { reply: async () => true } };
  const desk = await frontDesk({ around, slack });
  await desk.open();
  await desk.press('action=hour', { nonce: Buffer.from('8 others').toString('base64url') });
  await desk.open({ resource: { kind: 'account' }, actions: ['status'] });
  const body = slackPress();
  const headers = { ...FORM, ...bySlack(body, 'secret') };
  await desk.ask({ path: '/slack', method: 'POST', headers, body });
  expect([...asked].toSorted()).toEqual(FUNCTION_CALLS['link-opened']);
});

test('scope-queued makes all its calls elsewhere', async () => {
  // The role is assumed before there are ports (test/aws/assume.test.ts, npm run e2e:deploy).
  const ofPorts = FUNCTION_CALLS['scope-queued'].filter((call) => call !== 'role.assume');
  expect(await everyCallElsewhere()).toEqual(ofPorts.toSorted());
});
