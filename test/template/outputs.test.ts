/** What a deploy prints, and by what its resources are found. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Packaged, packageIn, type ServiceFolder, serviceFolder } from './packaged.ts';

let service: ServiceFolder;
let packaged: Packaged;

beforeAll(async () => {
  service = await serviceFolder('');
  packaged = await packageIn(service);
}, 120_000);

afterAll(() => service.remove());

test('a deploy prints the topic, what links open, the dead-letter queue and the ledger', () => {
  expect(packaged.outputs).toMatchObject({
    TopicArn: { Value: { Ref: 'Topic' } },
    LinkUrl: { Value: { 'Fn::GetAtt': ['LinkOpenedLambdaFunctionUrl', 'FunctionUrl'] } },
    DeadLetterQueueUrl: { Value: { Ref: 'DeadLetters' } },
    LedgerTable: { Value: 'tierkeeper-prod-ledger' },
  });
});

test('the stack is tagged, so that all of it can be found in a bill', () => {
  expect(packaged.stackTags).toEqual({ application: 'tierkeeper' });
});
