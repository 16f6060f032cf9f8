import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/lib/config/environment.ts';
import { seconds } from '../../src/lib/model/instant.ts';

const WHOLE = {
  TABLE_NAME: 'tierkeeper-ledger',
  TOPIC_ARN: 'arn:aws:sns:ap-northeast-2:123456789012:tierkeeper-dev',
  AWS_REGION: 'ap-northeast-2',
  ACCOUNT_ID: '123456789012',
  FUNCTION_TIMEOUT_SECONDS: '120',
  PATH: '/usr/bin',
};

describe('the environment of a function', () => {
  test('is read with units and brands', () => {
    expect(readEnvironment(WHOLE)).toEqual({
      tableName: 'tierkeeper-ledger',
      topicArn: 'arn:aws:sns:ap-northeast-2:123456789012:tierkeeper-dev',
      region: 'ap-northeast-2',
      account: '123456789012',
      eventBusName: null,
      scopesQueueUrl: null,
      linkUrl: null,
      timeout: seconds(120),
    });
  });

  test('may name an event bus; an empty name is none', () => {
    expect(readEnvironment({ ...WHOLE, EVENT_BUS_NAME: 'default' }).eventBusName).toBe('default');
    expect(readEnvironment({ ...WHOLE, EVENT_BUS_NAME: '' }).eventBusName).toBeNull();
  });

  test('may name the URL of links, which is https and nothing more', () => {
    const url = 'https://abc123.lambda-url.ap-northeast-2.on.aws/';
    expect(readEnvironment({ ...WHOLE, LINK_URL: url }).linkUrl).toBe(url);
    expect(readEnvironment({ ...WHOLE, LINK_URL: '' }).linkUrl).toBeNull();
    expect(() => readEnvironment({ ...WHOLE, LINK_URL: `${url}?next=` })).toThrow(
      'it must be the URL of the function that links open, or not set at all',
    );
  });

  test('one error names every variable that is missing, and who sets it', () => {
    expect(() => readEnvironment({})).toThrow(
      [
        'Tierkeeper cannot start without these environment variables:',
        '  TABLE_NAME is not set; it must be the name of the ledger table (set by serverless.yml)',
        '  TOPIC_ARN is not set; it must be the ARN of the SNS topic, ' +
          'arn:aws:sns:REGION:ACCOUNT:NAME (set by serverless.yml)',
        '  AWS_REGION is not set; it must be the name of a Region, such as ap-northeast-2 ' +
          '(set by Lambda itself)',
        '  ACCOUNT_ID is not set; it must be the 12 digits of the account (set by serverless.yml)',
        "  FUNCTION_TIMEOUT_SECONDS is not set; it must be the function's timeout, 1 to 900 " +
          '(set by serverless.yml)',
      ].join('\n'),
    );
  });

  test('missing and malformed variables are named together, and no others', () => {
    const { TABLE_NAME: _, ...rest } = WHOLE;
    const broken = { ...rest, ACCOUNT_ID: '1234', FUNCTION_TIMEOUT_SECONDS: '15 minutes' };
    expect(() => readEnvironment(broken)).toThrow(
      [
        'Tierkeeper cannot start without these environment variables:',
        '  TABLE_NAME is not set; it must be the name of the ledger table (set by serverless.yml)',
        '  ACCOUNT_ID is "1234"; it must be the 12 digits of the account (set by serverless.yml)',
        '  FUNCTION_TIMEOUT_SECONDS is "15 minutes"; ' +
          "it must be the function's timeout, 1 to 900 (set by serverless.yml)",
      ].join('\n'),
    );
  });

  test.each([
    ['AWS_REGION', 'Seoul'],
    ['TOPIC_ARN', 'arn:aws:sqs:us-east-1:123456789012:queue'],
    ['TABLE_NAME', 'a b'],
    ['FUNCTION_TIMEOUT_SECONDS', '901'],
    ['EVENT_BUS_NAME', 'no bus'],
  ])('%s is not "%s"', (name, value) => {
    expect(() => readEnvironment({ ...WHOLE, [name]: value })).toThrow(`${name} is "${value}"`);
  });

  test.each(['us-gov-west-1', 'eusc-de-east-1', 'us-iso-east-1', 'cn-north-1', 'mx-central-1'])(
    'a Region may be %s',
    (region) => {
      expect(readEnvironment({ ...WHOLE, AWS_REGION: region }).region).toBe(region);
    },
  );
});
