import { describe, expect, test } from 'vitest';
import type { AlarmSpec } from '../../src/lib/cloud/simulated/alarms.ts';
import type { EventDocument } from '../../src/lib/cloud/simulated/documents.ts';
import { DEAD, steady } from '../../src/lib/cloud/simulated/loads.ts';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { days, hours, minus, minutes } from '../../src/lib/model/instant.ts';
import { wakeOf } from '../../src/lib/wake/wake-of.ts';

const QUIET = {
  name: 'box-quiet',
  on: 'box',
  comparison: 'LessThanThreshold',
  threshold: 3,
  evaluationPeriods: 3,
} as const;

function watched(spec: Partial<Omit<AlarmSpec, 'instanceId'>> = {}) {
  const aws = simulatedAccount();
  const since = minus(aws.now(), days(1));
  const id = aws.setup.instance({ name: 'box', load: DEAD }, { since });
  aws.setup.alarm({ ...QUIET, ...spec });
  const documents: EventDocument[] = [];
  aws.bus.subscribe({ source: 'aws.cloudwatch', deliver: (one) => documents.push(one) });
  const states = () => aws.journal.of('alarm').map(({ from, to }) => `${from} -> ${to}`);
  return { aws, id, documents, states };
}

describe('an alarm', () => {
  test('on a low CPU goes off when its instance is quiet, and back when it works', async () => {
    const { aws, states } = watched();
    await aws.advance(hours(1));
    expect(states()).toEqual(['INSUFFICIENT_DATA -> ALARM']);
    aws.owner.useFor('box', steady());
    await aws.advance(hours(1));
    expect(states().at(-1)).toBe('ALARM -> OK');
    expect(aws.alarms.list()).toMatchObject([{ name: 'box-quiet', state: 'OK' }]);
  });

  test('has no data of a stopped instance', async () => {
    const { aws, states } = watched();
    await aws.advance(hours(1));
    aws.owner.stop('box');
    await aws.advance(hours(1));
    expect(states().at(-1)).toBe('ALARM -> INSUFFICIENT_DATA');
  });

  test('that takes missing data for breaching goes off on a stopped instance', async () => {
    const { aws, states } = watched({ treatMissingData: 'breaching' });
    aws.owner.stop('box');
    await aws.advance(hours(2));
    expect(states()).toEqual(['INSUFFICIENT_DATA -> ALARM']);
  });

  test('is not moved by one datapoint where three are asked for', async () => {
    const { aws, states } = watched({ comparison: 'GreaterThanThreshold', threshold: 10 });
    await aws.advance(hours(1));
    aws.owner.useFor('box', steady());
    await aws.advance(minutes(5));
    aws.owner.useFor('box', DEAD);
    await aws.advance(hours(1));
    expect(states()).toEqual(['INSUFFICIENT_DATA -> OK']);
  });

  test('tells of its change in a document that wakes for its instance', async () => {
    const { aws, id, documents } = watched();
    await aws.advance(hours(1));
    const [document] = documents;
    expect(document).toMatchObject({
      'detail-type': 'CloudWatch Alarm State Change',
      source: 'aws.cloudwatch',
      resources: ['arn:aws:cloudwatch:ap-northeast-2:123456789012:alarm:box-quiet'],
      detail: {
        alarmName: 'box-quiet',
        previousState: { value: 'INSUFFICIENT_DATA' },
        state: {
          value: 'ALARM',
          reason: expect.stringMatching(/^Threshold Crossed: 3 out of the last 3 datapoints \[/),
          timestamp: expect.stringMatching(/^2026-\d\d-\d\dT[\d:.]+\+0000$/),
        },
      },
    });
    const home = { account: '123456789012', region: 'ap-northeast-2' };
    expect(wakeOf(document, aws.now(), home)).toMatchObject({
      cause: 'alarm',
      scope: { kind: 'instances', ids: [id] },
    });
  });
});
