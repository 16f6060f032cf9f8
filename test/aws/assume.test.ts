/** Roles of other accounts, over the wire of STS. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { roleAssumer } from '../../src/lib/cloud/aws/assume.ts';
import { type Instant, instant, minutes, plus, toIso } from '../../src/lib/model/instant.ts';
import { queryRefusal } from './xml.ts';

const ROLE = { arn: 'arn:aws:iam::210987654321:role/tierkeeper-spoke', externalId: 'a1:b2' };
const NOW = instant(Date.UTC(2026, 10, 2, 6, 15));

let server: Server | undefined;
beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(() => {
  vi.unstubAllEnvs();
  server?.close();
});

const session = (number: number, endsAt: Instant): string => `
<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<Credentials><AccessKeyId>ASIA${number}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
<SessionToken>token</SessionToken><Expiration>${toIso(endsAt)}</Expiration></Credentials>
</AssumeRoleResult></AssumeRoleResponse>`;

async function sts(answer: (index: number) => { status: number; body: string }) {
  const asked: URLSearchParams[] = [];
  server = createServer(async (request, response) => {
    asked.push(new URLSearchParams(await text(request)));
    const { status, body } = answer(asked.length);
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  let now = NOW;
  const assume = roleAssumer({
    region: 'ap-northeast-2',
    endpoint: `http://127.0.0.1:${port}`,
    clock: { now: () => now },
  });
  const pass = (time: ReturnType<typeof minutes>): void => {
    now = plus(now, time);
  };
  return { assume, asked, pass };
}

const granted = (index: number) => ({
  status: 200,
  body: session(index, plus(NOW, minutes(60 * index))),
});

describe('a role of another account', () => {
  test('is asked for by its ARN and external id, for an hour', async () => {
    const { assume, asked } = await sts(granted);
    expect(await assume(ROLE)).toEqual({
      assumed: true,
      credentials: { accessKeyId: 'ASIA1', secretAccessKey: 'secret', sessionToken: 'token' },
    });
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
      Action: 'AssumeRole',
      RoleArn: ROLE.arn,
      ExternalId: ROLE.externalId,
      DurationSeconds: '3600',
    });
  });

  test('is asked for once, also by many Regions at once, until it is near its end', async () => {
    const { assume, asked, pass } = await sts(granted);
    await Promise.all(Array.from({ length: 8 }, () => assume(ROLE)));
    pass(minutes(39));
    await assume(ROLE);
    expect(asked).toHaveLength(1);
    pass(minutes(2));
    expect(await assume(ROLE)).toMatchObject({ credentials: { accessKeyId: 'ASIA2' } });
    expect(asked).toHaveLength(2);
  });

  test('that ends by our clock as soon as it is given is asked for once a pass', async () => {
    const { assume, asked } = await sts(() => ({ status: 200, body: session(1, NOW) }));
    expect(await assume(ROLE)).toMatchObject({ credentials: { accessKeyId: 'ASIA1' } });
    expect(asked).toHaveLength(1);
    await Promise.all([assume(ROLE), assume(ROLE)]);
    expect(asked).toHaveLength(2);
  });

  test('that is refused is a fault with the permission, and is asked for again', async () => {
    const { assume, asked } = await sts((index) =>
      index === 1 ? queryRefusal('AccessDenied', 'is not authorized', 403) : granted(index),
    );
    expect(await assume(ROLE)).toMatchObject({
      assumed: false,
      fault: { code: 'access-denied', permission: 'sts:AssumeRole' },
    });
    expect(await assume(ROLE)).toMatchObject({ assumed: true });
    expect(asked).toHaveLength(2);
  });

  test('that STS fails to give is thrown, so that the message comes again', async () => {
    const { assume } = await sts(() => queryRefusal('ServiceUnavailable', 'later', 503));
    await expect(assume(ROLE)).rejects.toThrow('later');
  });
});
