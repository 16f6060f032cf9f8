import { SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { secretReader } from '../../src/lib/cloud/aws/ssm.ts';
import { type Answerer, wire } from './wire.ts';
import { jsonRefusal, ok } from './xml.ts';

const NAME = '/tierkeeper/slack';
const SECRET = 'xoxb-1-not-to-be-seen';

const parameter = (Value: string, Type = 'SecureString') =>
  ok(JSON.stringify({ Parameter: { Name: NAME, Type, Value } }));

function readerOver(answer: Answerer) {
  const { settings, requests } = wire(answer);
  return { read: secretReader(new SSMClient(settings)), requests };
}

describe('a secret', () => {
  it('is asked for decrypted, once, however often it is needed', async () => {
    const { read, requests } = readerOver(() => parameter(SECRET));
    const answers = await Promise.all([read(NAME), read(NAME)]);
    answers.push(await read(NAME));
    expect(answers).toEqual(new Array(3).fill({ read: true, value: SECRET }));
    expect(requests.map(({ document }) => document)).toEqual([
      { Name: NAME, WithDecryption: true },
    ]);
  });

  it('that could not be read is asked for again', async () => {
    const { read } = readerOver((_, index) =>
      index === 0 ? jsonRefusal('ParameterNotFound', '') : parameter(SECRET),
    );
    expect(await read(NAME)).toMatchObject({ read: false });
    expect(await read(NAME)).toEqual({ read: true, value: SECRET });
  });

  it.each([
    ['ParameterNotFound', '', 'bad-secret', 'there is none of this name in this Region'],
    ['InvalidKeyId', '', 'bad-secret', 'the KMS key that encrypts it is disabled or gone'],
    ['AccessDeniedException', 'No.', 'access-denied', 'No.'],
    ['ThrottlingException', 'Rate exceeded', 'throttled', 'Rate exceeded'],
    ['ValidationException', 'Odd name', 'bad-secret', 'Odd name'],
  ])('refused with %s "%s" is a fault that names the parameter', async (awsCode, says, ...told) => {
    const [code, message] = told;
    const { read } = readerOver(() => jsonRefusal(awsCode, says));
    const secret = await read(NAME);
    expect(secret).toMatchObject({ read: false, fault: { code, culprits: [NAME] } });
    expect(secret.read ? '' : secret.fault.message).toContain(`SSM parameter ${NAME}: ${message}`);
  });

  it('names the permission that is missing, also where it is the one of its key', async () => {
    const says =
      'User: arn:aws:sts::123456789012:assumed-role/tick/1 is not authorized to perform: ' +
      'kms:Decrypt on resource: arn:aws:kms:ap-northeast-2:123456789012:key/1';
    const { read } = readerOver(() => jsonRefusal('AccessDeniedException', says));
    expect(await read(NAME)).toMatchObject({ fault: { permission: 'kms:Decrypt' } });
  });

  it.each([
    ['a timeout', Object.assign(new Error('timed out'), { name: 'TimeoutError' })],
    ['nobody there', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })],
    ['a failure inside AWS', jsonRefusal('InternalServerError', 'Oops.', 500)],
  ])('is not known after %s', async (_, reply) => {
    const { read } = readerOver(() => reply);
    expect(await read(NAME)).toMatchObject({ read: false, fault: { code: 'no-answer' } });
  });

  it('in plain text is refused, and is not in the words of the refusal', async () => {
    const { read } = readerOver(() => parameter(SECRET, 'String'));
    const secret = await read(NAME);
    expect(secret).toMatchObject({ read: false, fault: { code: 'bad-secret' } });
    expect(JSON.stringify(secret)).toContain('must be a SecureString');
    expect(JSON.stringify(secret)).not.toContain(SECRET);
  });
});
