/** The one function that anybody can reach, and how little it may do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idOf, isInstanceId } from '../../src/lib/model/ids.ts';
import {
  controlKey,
  decisionLogKey,
  holdKey,
  instanceKey,
  linkKeysKey,
  pressKey,
} from '../../src/lib/record/place.ts';
import { HOME } from '../link/tokens.ts';
import { type Packaged, packageIn, type ServiceFolder, serviceFolder } from './packaged.ts';
import { arnOf, deployed, resourceOf, statementsIn } from './stack.ts';

let service: ServiceFolder;
let packaged: Packaged;

beforeAll(async () => {
  service = await serviceFolder('tell: { slack: { app: /tierkeeper/app, webhook: /other } }');
  packaged = await packageIn(service);
}, 120_000);

afterAll(() => service.remove());

const properties = (id: string) => resourceOf(packaged.template, id).Properties;

describe('the function behind the links', () => {
  test('is small, is cut off soon, and has a zip without a source map', () => {
    expect(properties('LinkOpenedLambdaFunction')).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: { LogFormat: 'JSON' },
      MemorySize: 320,
      Timeout: 10,
      Role: arnOf('LinkOpenedRole'),
    });
    const zip = [...(packaged.zips.get('linkOpened')?.keys() ?? [])].sort();
    expect(zip).toEqual(
      ['index.js', 'package.json', 'policy.json'].map((file) => `dist/link-opened/${file}`),
    );
  });

  test('has a URL that opens without an AWS signature, and allows no other site a script', () => {
    expect(properties('LinkOpenedLambdaFunctionUrl')).toEqual({
      AuthType: 'NONE',
      TargetFunctionArn: arnOf('LinkOpenedLambdaFunction'),
    });
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
  test('has both permissions that a URL has needed since October 2025', () => {
    const shared = { FunctionName: arnOf('LinkOpenedLambdaFunction'), Principal: '*' };
    expect(properties('LinkOpenedLambdaPermissionFnUrl')).toEqual({
      ...shared,
      Action: 'lambda:InvokeFunctionUrl',
      FunctionUrlAuthType: 'NONE',
    });
    expect(properties('LinkOpenedLambdaPermissionFn')).toEqual({
      ...shared,
      Action: 'lambda:InvokeFunction',
      InvokedViaFunctionUrl: true,
    });
  });

  test('keeps its log two weeks, and may write no other', () => {
    expect(properties('LinkOpenedLogGroup')['RetentionInDays']).toBe(14);
    const logs = statements().filter(({ Action }) => /logs:/.test(String(Action)));
    expect(logs.map(({ Resource }) => Resource)).toEqual([arnOf('LinkOpenedLogGroup')]);
  });
});

const statements = () => statementsIn(properties('LinkOpenedRole'));

type Leading = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': unknown[] } };

/** Those that are only there where the policy names other places. */
const isElsewhere = (sid: string | undefined): boolean => sid?.endsWith('Elsewhere') ?? false;

/** The partitions that an action may touch, in the account and Region of events/. */
const partitionsFor = (action: string): readonly string[] =>
  statements()
    .filter(({ Action, Sid }) => Action.includes(action) && !isElsewhere(Sid))
    .flatMap(({ Condition }) => {
      const condition = Condition as Leading;
      return condition['ForAllValues:StringEquals']['dynamodb:LeadingKeys'].map(deployed);
    });

describe('its role', () => {
  test('makes three kinds of call to the ledger, reads one secret, and nothing else', () => {
    const actions = new Set(statements().flatMap(({ Action }) => Action));
    expect([...actions].filter((action) => !action.startsWith('logs:')).sort()).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'kms:Decrypt',
      'ssm:GetParameter',
    ]);
  });

  test('reads the parameter of the app alone, and only where the policy names one', () => {
    const [read] = statements().filter(({ Sid }) => Sid === 'ReadApp');
    expect([read?.Resource].flat().map(deployed)).toEqual([
      `arn:aws:ssm:${HOME.region}:${HOME.account}:parameter/tierkeeper/app`,
    ]);
    const role = JSON.stringify(properties('LinkOpenedRole'));
    expect(role.match(/"Fn::If":\["ReadsApp"/g)).toHaveLength(2);
  });

  test('writes into the partition of holds alone', () => {
    const id = idOf(isInstanceId, 'i-0123456789abcdef0');
    const written = [holdKey(HOME, id), pressKey(HOME, 'nonce')].map(({ partition }) => partition);
    expect(partitionsFor('dynamodb:UpdateItem')).toEqual([...new Set(written)]);
  });

  test('reads what pages show, and the keys', () => {
    const id = idOf(isInstanceId, 'i-0123456789abcdef0');
    const read = [
      instanceKey(HOME, id),
      holdKey(HOME, id),
      controlKey(HOME),
      decisionLogKey(HOME),
      linkKeysKey(HOME),
    ];
    const partitions = new Set(read.map(({ partition }) => partition));
    expect(partitionsFor('dynamodb:GetItem')).toEqual([...partitions]);
    expect(partitionsFor('dynamodb:Query')).toEqual([...partitions].slice(0, 2));
  });
});
