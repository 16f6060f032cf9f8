/** Which alarms the roles may touch. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alarmNameFor, MANAGED_TAG } from '../../src/lib/model/alarm.ts';
import { idOf, isInstanceId } from '../../src/lib/model/ids.ts';
import { eventDocument, HOME } from '../wake/event-documents.ts';
import { matchesPattern } from './event-pattern.ts';
import { packageIn, type ServiceFolder, serviceFolder } from './packaged.ts';
import { deployed, resourceOf, statementsIn, type Template } from './stack.ts';

const FUNCTIONS = ['InstanceChanged', 'AlarmChanged', 'ClockTicked', 'DigestDue'] as const;
const RULE = 'Tierkeeperprodalarmchangedrule1EventBridgeRule';

let service: ServiceFolder;
let template: Template;

beforeAll(async () => {
  service = await serviceFolder('mode: act\n');
  ({ template } = await packageIn(service));
}, 120_000);

afterAll(() => service.remove());

describe.each(FUNCTIONS)('the alarms that %s may change', (name) => {
  const about = (action: string) =>
    statementsIn(resourceOf(template, `${name}Role`).Properties).filter(({ Action }) =>
      Action.includes(action),
    );

  test('have a name of ours, at home', () => {
    for (const action of ['PutMetricAlarm', 'DeleteAlarms', 'TagResource']) {
      const [statement] = about(`cloudwatch:${action}`);
      expect(deployed(statement?.Resource)).toBe(
        `arn:aws:cloudwatch:${HOME.region}:${HOME.account}:alarm:tierkeeper-low-cpu-*`,
      );
    }
  });

  test('are deleted only with our tag, and get no other tag than that', () => {
    const home = expect.objectContaining({ 'Fn::Sub': expect.stringMatching(/AccountId.*Region/) });
    expect(about('cloudwatch:DeleteAlarms').map(({ Condition }) => Condition)).toEqual([
      { StringEquals: { [`aws:ResourceTag/${MANAGED_TAG}`]: home } },
    ]);
    expect(about('cloudwatch:TagResource').map(({ Condition }) => Condition)).toEqual([
      { 'ForAllValues:StringEquals': { 'aws:TagKeys': [MANAGED_TAG] } },
    ]);
  });

  test('are counted in all Regions of the account', () => {
    const [counted] = about('cloudwatch:DescribeAlarms');
    expect(deployed(counted?.Resource)).toBe(`arn:aws:cloudwatch:*:${HOME.account}:alarm:*`);
  });
});

test('the rule passes on the alarms that the product makes', () => {
  const document = eventDocument('alarm-to-alarm') as { detail: object };
  const alarmName = alarmNameFor(idOf(isInstanceId, 'i-0123456789abcdef0'));
  const event = { ...document, detail: { ...document.detail, alarmName } };
  const pattern = resourceOf(template, RULE).Properties['EventPattern'] as Record<string, unknown>;
  expect(matchesPattern(pattern, event)).toBe(true);
});
