import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AwsOptions } from '../../src/lib/cloud/aws/client-settings.ts';
import { awsReadOnly, type Reach } from '../../src/lib/cloud/aws/ports.ts';
import { instant } from '../../src/lib/model/instant.ts';
import { freePort } from '../emulators/free-port.ts';
import type { WireReply } from './wire.ts';
import { ok, queryRefusal } from './xml.ts';

/** A machine on which nobody has ever configured AWS. */
const BARE = {
  AWS_REGION: '',
  AWS_DEFAULT_REGION: '',
  AWS_PROFILE: '',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};

const withKeys = (): void => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
};

beforeEach(() => {
  for (const [name, value] of Object.entries(BARE)) vi.stubEnv(name, value);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const reach = (options: AwsOptions): Promise<Reach> =>
  awsReadOnly({ ...options, clock: { now: () => instant(0) }, sleep: async () => {} });

/** What is reached where STS answers so. */
async function reachWhere(reply: WireReply): Promise<Reach> {
  const server = createServer((_, response) => {
    response.writeHead(reply.status, { 'content-type': 'text/xml' }).end(reply.body);
  }).listen(await freePort(), '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  try {
    return await reach({ region: 'eu-west-1', endpoint: `http://127.0.0.1:${port}` });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const IDENTITY = ok(
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">' +
    '<GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult>' +
    '</GetCallerIdentityResponse>',
);

describe('the account that the credentials reach', () => {
  it('is asked of AWS, and its Region taken from the options', async () => {
    withKeys();
    const reached = await reachWhere(IDENTITY);
    expect(reached).toMatchObject({
      reached: true,
      cloud: { account: '123456789012', region: 'eu-west-1' },
    });
  });

  it('is not reached without a Region', async () => {
    withKeys();
    expect(await reach({})).toEqual({ reached: false, why: 'no-region' });
  });

  it('takes the Region that the environment names', async () => {
    vi.stubEnv('AWS_REGION', 'ap-northeast-2');
    expect(await reach({})).toMatchObject({ reached: false, why: 'refused' });
  });

  it('is not reached without credentials', async () => {
    expect(await reach({ region: 'eu-west-1' })).toMatchObject({
      reached: false,
      why: 'refused',
      fault: { code: 'no-credentials' },
    });
  });

  it('is not reached with a profile that does not exist', async () => {
    expect(await reach({ region: 'eu-west-1', profile: 'nobody' })).toMatchObject({
      reached: false,
      why: 'refused',
      fault: { code: 'no-credentials' },
    });
  });

  it('is not reached with a session that is over', async () => {
    withKeys();
    const expired = queryRefusal('ExpiredToken', 'The security token is expired', 403);
    expect(await reachWhere(expired)).toMatchObject({
      reached: false,
      why: 'refused',
      fault: { code: 'no-credentials', message: 'The security token is expired' },
    });
  });

  it('is not reached where nobody answers', async () => {
    withKeys();
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    expect(await reach({ region: 'eu-west-1', endpoint })).toMatchObject({
      reached: false,
      why: 'no-connection',
    });
  });
});
