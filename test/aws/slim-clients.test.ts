/** The clients as they are bundled, without their error classes: what a refusal still says. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inlineSchemaKeys } from '../../scripts/inline-schema-keys.ts';
import { faultOf } from '../../src/lib/cloud/aws/fault.ts';
import { type WireReply, wire } from './wire.ts';

/** Asks each service for one thing over a wire that refuses it. */
const ENTRY = `
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { GetInstancesCommand, LightsailClient } from '@aws-sdk/client-lightsail';
import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client }
  from '@aws-sdk/client-elastic-load-balancing-v2';
export const ask = {
  cloudtrail: (settings) => new CloudTrailClient(settings).send(new LookupEventsCommand({})),
  rds: (settings) => new RDSClient(settings).send(new DescribeDBInstancesCommand({})),
  eks: (settings) => new EKSClient(settings).send(new DescribeClusterCommand({ name: 'lab' })),
  lightsail: (settings) => new LightsailClient(settings).send(new GetInstancesCommand({})),
  elb: (settings) => new ElasticLoadBalancingV2Client(settings)
    .send(new DescribeTargetHealthCommand({ TargetGroupArn: 'arn' })),
};
`;

type Ask = Readonly<Record<string, (settings: object) => Promise<unknown>>>;

const queryError = (code: string): WireReply => ({
  status: 404,
  body:
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>It is not there.` +
    '</Message></Error><RequestId>1</RequestId></ErrorResponse>',
});

const jsonError = (type: string): WireReply => ({
  status: 400,
  body: JSON.stringify({ __type: type, message: 'It is not there.' }),
});

describe('a client that is bundled without its error classes', () => {
  let folder = '';
  let ask: Ask = {};

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'slim-clients-'));
    const outfile = path.join(folder, 'index.mjs');
    await build({
      stdin: { contents: ENTRY, resolveDir: process.cwd() },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      mainFields: ['module', 'main'],
      conditions: ['module'],
      plugins: [inlineSchemaKeys],
    });
    ({ ask } = await import(pathToFileURL(outfile).href));
  }, 120_000);

  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    ['rds', queryError('DBInstanceNotFound'), 'DBInstanceNotFound'],
    ['elb', queryError('TargetGroupNotFound'), 'TargetGroupNotFound'],
    ['eks', jsonError('ResourceNotFoundException'), 'ResourceNotFoundException'],
    ['lightsail', jsonError('AccessDeniedException'), 'AccessDeniedException'],
    ['cloudtrail', jsonError('AccessDeniedException'), 'AccessDeniedException'],
  ])(
    'of %s throws a refusal with its code, its sentence and whose fault it is',
    async (name, reply, code) => {
      const { settings } = wire(() => reply);
      const error: unknown = await ask[name]?.(settings).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: code, message: 'It is not there.', $fault: 'client' });
    },
  );

  test('is read by the one table of codes like any other', async () => {
    const { settings } = wire(() => jsonError('AccessDeniedException'));
    const error: unknown = await ask['lightsail']?.(settings).catch((thrown: unknown) => thrown);
    expect(faultOf(error, 'lightsail:GetInstances')).toMatchObject({
      code: 'access-denied',
      permission: 'lightsail:GetInstances',
    });
  });
});
