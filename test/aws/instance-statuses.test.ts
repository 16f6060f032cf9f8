/** DescribeInstanceStatus at the wire: what moto never shows. */
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/lib/model/instant.ts';
import { instanceId } from './ec2-documents.ts';
import type { WireReply } from './wire.ts';
import { wiredCloud } from './wired-cloud.ts';
import { ec2Answer, ec2Refusal } from './xml.ts';

const tag = (name: string, inside: string): string => `<${name}>${inside}</${name}>`;

const check = (name: string, status: string, since = ''): string => {
  const impaired = since === '' ? '' : tag('impairedSince', since);
  const details = tag('item', `<name>reachability</name><status>failed</status>${impaired}`);
  return tag(name, tag('status', status) + tag('details', details));
};

/** After the sample of API_DescribeInstanceStatus. */
const statusXml = (number: number, more = ''): string =>
  tag(
    'item',
    tag('instanceId', instanceId(number)) +
      tag('availabilityZone', 'ap-northeast-2a') +
      tag('instanceState', '<code>16</code><name>running</name>') +
      (more ||
        check('systemStatus', 'ok') +
          check('instanceStatus', 'ok') +
          check('attachedEbsStatus', 'ok')),
  );

const answer = (items: string, token = ''): WireReply =>
  ec2Answer(
    'DescribeInstanceStatus',
    tag('instanceStatusSet', items) + (token === '' ? '' : tag('nextToken', token)),
  );

const itemsOf = async (items: string) => {
  const { cloud } = wiredCloud(() => answer(items));
  const family = await cloud.instanceStatuses();
  return family.complete ? family.items : family.fault;
};

const at = (text: string) => parseInstant(text);

describe('statuses of instances', () => {
  it('are asked for of what runs alone, a thousand a page', async () => {
    const { cloud, requests } = wiredCloud((_, index) =>
      index === 0 ? answer(statusXml(1), 'next') : answer(statusXml(2)),
    );
    const family = await cloud.instanceStatuses();
    expect(family).toMatchObject({
      complete: true,
      items: [{ instanceId: instanceId(1) }, { instanceId: instanceId(2) }],
    });
    expect(requests.map(({ action }) => action)).toEqual([
      'DescribeInstanceStatus',
      'DescribeInstanceStatus',
    ]);
    const [first, second] = requests.map(({ parameters }) => parameters);
    expect(first?.get('MaxResults')).toBe('1000');
    expect(first?.get('IncludeAllInstances')).toBe('false');
    expect(second?.get('NextToken')).toBe('next');
  });

  it('say since when a check fails', async () => {
    const checks =
      check('systemStatus', 'impaired', '2026-11-22T10:12:00.000Z') +
      check('instanceStatus', 'impaired') +
      check('attachedEbsStatus', 'insufficient-data');
    expect(await itemsOf(statusXml(1, checks))).toMatchObject([
      {
        checks: {
          system: { result: 'impaired', impairedSince: at('2026-11-22T10:12:00Z') },
          instance: { result: 'impaired', impairedSince: null },
          ebs: { result: 'insufficient-data', impairedSince: null },
        },
      },
    ]);
  });

  it('have no attached EBS check on types that are not Nitro', async () => {
    const checks =
      check('systemStatus', 'initializing') + check('instanceStatus', 'not-applicable');
    expect(await itemsOf(statusXml(1, checks))).toMatchObject([
      {
        checks: {
          system: { result: 'initializing' },
          instance: { result: 'not-applicable' },
          ebs: { result: 'not-applicable' },
        },
      },
    ]);
  });

  it('take a word that AWS has made since for no failure', async () => {
    const checks = check('systemStatus', 'wobbly') + check('instanceStatus', 'ok');
    expect(await itemsOf(statusXml(1, checks))).toMatchObject([
      { checks: { system: { result: 'insufficient-data' } } },
    ]);
  });

  it('show scheduled events with their times, and those that are over', async () => {
    const event = (more: string): string => tag('item', more);
    const events = tag(
      'eventsSet',
      event(
        '<instanceEventId>instance-event-0d59937288b749b32</instanceEventId>' +
          '<code>instance-retirement</code><description>It is on degraded hardware</description>' +
          '<notBefore>2026-12-07T01:00:00.000Z</notBefore>' +
          '<notAfter>2026-12-07T03:00:00.000Z</notAfter>' +
          '<notBeforeDeadline>2026-12-14T01:00:00.000Z</notBeforeDeadline>',
      ) +
        event('<code>system-reboot</code><description>[Completed] Reboot</description>') +
        event('<instanceEventId>instance-event-2</instanceEventId><code>brand-new</code>'),
    );
    expect(await itemsOf(statusXml(1, events))).toMatchObject([
      {
        events: [
          {
            id: 'instance-event-0d59937288b749b32',
            code: 'instance-retirement',
            description: 'It is on degraded hardware',
            notBefore: at('2026-12-07T01:00:00Z'),
            notAfter: at('2026-12-07T03:00:00Z'),
            deadline: at('2026-12-14T01:00:00Z'),
          },
          {
            id: 'system-reboot',
            code: 'system-reboot',
            description: '[Completed] Reboot',
            notBefore: null,
          },
          { id: 'instance-event-2', code: 'other', description: '' },
        ],
      },
    ]);
  });

  it('are incomplete where the call is denied, and the fault names the permission', async () => {
    const { cloud } = wiredCloud(() => ec2Refusal('UnauthorizedOperation', 'No.', 403));
    expect(await cloud.instanceStatuses()).toMatchObject({
      complete: false,
      fault: { code: 'access-denied', permission: 'ec2:DescribeInstanceStatus' },
    });
  });

  it('are incomplete where a status names no instance', async () => {
    expect(await itemsOf('<item><instanceId/></item>')).toMatchObject({ code: 'unreadable-page' });
  });
});
