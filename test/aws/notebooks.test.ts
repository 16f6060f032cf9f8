/** Notebooks at the wire: pages, refusals and answers that no emulator gives. */
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { cloudwatchMetrics } from '../../src/lib/cloud/aws/cloudwatch.ts';
import { idOf, isNotebookName } from '../../src/lib/model/ids.ts';
import { instant, minutes, plus } from '../../src/lib/model/instant.ts';
import { type Answerer, type WireReply, type WireRequest, wire } from './wire.ts';
import { wiredCloud } from './wired-cloud.ts';
import { jsonRefusal, ok } from './xml.ts';

const ARN = 'arn:aws:sagemaker:ap-northeast-2:123456789012:notebook-instance';
const TUTORIAL = idOf(isNotebookName, 'tutorial');

const summary = (name: string, more: object = {}) => ({
  NotebookInstanceName: name,
  NotebookInstanceArn: `${ARN}/${name}`,
  NotebookInstanceStatus: 'InService',
  InstanceType: 'ml.t3.medium',
  CreationTime: 1_793_000_000,
  LastModifiedTime: 1_793_000_600,
  ...more,
});

const json = (document: object): WireReply => ok(JSON.stringify(document));
const page = (notebooks: readonly object[], NextToken?: string): WireReply =>
  json({ NotebookInstances: notebooks, NextToken });
const NO_TAGS = json({ Tags: [] });

const listDocument = z.object({ NextToken: z.string().optional(), MaxResults: z.number() });
const tagsDocument = z.object({ ResourceArn: z.string() });

/** Lists are answered as given, and each notebook has no tags. */
const listed = (answer: (token: string | undefined) => WireReply | Error) =>
  wiredCloud((request) =>
    request.action === 'ListTags'
      ? NO_TAGS
      : answer(listDocument.parse(request.document).NextToken),
  );

const asked = (requests: readonly WireRequest[], action: string): readonly WireRequest[] =>
  requests.filter((request) => request.action === action);

describe('a list of notebooks', () => {
  it('is read to its last page, 100 at a time, with the tags of each', async () => {
    const { cloud, requests } = wiredCloud(({ action, document }) => {
      if (action === 'ListTags') {
        const { ResourceArn } = tagsDocument.parse(document);
        return json({ Tags: [{ Key: 'of', Value: ResourceArn.split('/').at(-1) }] });
      }
      return listDocument.parse(document).NextToken === 'more'
        ? page([summary('c')])
        : page([summary('a'), summary('b', { NotebookInstanceStatus: 'Stopped' })], 'more');
    });
    const family = await cloud.notebooks();
    expect(
      family.complete && family.items.map(({ id, status, tags }) => [id, status, tags]),
    ).toEqual([
      ['a', 'InService', { of: 'a' }],
      ['b', 'Stopped', { of: 'b' }],
      ['c', 'InService', { of: 'c' }],
    ]);
    expect(asked(requests, 'ListNotebookInstances').map(({ document }) => document)).toEqual([
      { MaxResults: 100 },
      { MaxResults: 100, NextToken: 'more' },
    ]);
    expect(asked(requests, 'ListTags')).toHaveLength(3);
  });

  it('that has none asks for no tags', async () => {
    const { cloud, requests } = listed(() => page([]));
    expect(await cloud.notebooks()).toEqual({ complete: true, items: [] });
    expect(requests).toHaveLength(1);
  });

  it('reads times in whole seconds as instants', async () => {
    const { cloud } = listed(() => page([summary('a')]));
    expect(await cloud.notebooks()).toMatchObject({
      items: [{ createdAt: 1_793_000_000_000, lastModifiedAt: 1_793_000_600_000 }],
    });
  });

  it('is without the one that was deleted since it was listed', async () => {
    const { cloud } = wiredCloud(({ action, document }) => {
      if (action === 'ListNotebookInstances') return page([summary('gone'), summary('here')]);
      return tagsDocument.parse(document).ResourceArn.endsWith('/gone')
        ? jsonRefusal('ValidationException', 'RecordNotFound')
        : NO_TAGS;
    });
    expect(await cloud.notebooks()).toMatchObject({ complete: true, items: [{ id: 'here' }] });
  });

  it.each([
    ['comes without its list', json({}), /without its list/],
    [
      'has a status that nobody knows',
      page([summary('a', { NotebookInstanceStatus: 'Asleep' })]),
      /a: NotebookInstanceStatus/,
    ],
    [
      'lacks a name',
      page([{ ...summary('a'), NotebookInstanceName: undefined }]),
      /document 1: NotebookInstanceName/,
    ],
    [
      'has a name that no shell should read',
      page([summary('a; rm -rf /')]),
      /is not the id of a notebook instance/,
    ],
    [
      'lacks the time of its creation',
      page([{ ...summary('a'), CreationTime: undefined }]),
      /a: CreationTime/,
    ],
    ['names its next page twice', page([summary('a')], 'again'), /page token again came twice/],
  ])('that %s is no list at all', async (_, reply, message) => {
    const { cloud } = listed(() => reply);
    expect(await cloud.notebooks()).toMatchObject({
      complete: false,
      fault: { code: 'unreadable-page', message: expect.stringMatching(message) },
    });
  });

  it('that breaks off on its second page is incomplete', async () => {
    const { cloud } = listed((token) =>
      token === undefined
        ? page([summary('a')], 'more')
        : jsonRefusal('ThrottlingException', 'Rate exceeded'),
    );
    expect(await cloud.notebooks()).toMatchObject({
      complete: false,
      fault: { code: 'throttled', message: 'Rate exceeded' },
    });
  });

  const denial = (action: string): string =>
    `User: arn:aws:sts::123456789012:assumed-role/tierkeeper/tick is not authorized to perform: ` +
    `${action} because no identity-based policy allows the ${action} action`;

  it.each(['sagemaker:ListNotebookInstances', 'sagemaker:ListTags'])(
    'names the permission where %s is denied',
    async (action) => {
      const { cloud } = wiredCloud((request) =>
        action.endsWith(request.action)
          ? jsonRefusal('AccessDeniedException', denial(action))
          : page([summary('a')]),
      );
      expect(await cloud.notebooks()).toMatchObject({
        complete: false,
        fault: { code: 'access-denied', permission: action, culprits: [] },
      });
    },
  );
});

describe('the power of a notebook', () => {
  it.each([
    ['stop', 'StopNotebookInstance'],
    ['start', 'StartNotebookInstance'],
  ] as const)('to %s is asked for by its name alone', async (verb, action) => {
    const { cloud, requests } = wiredCloud(() => ok(''));
    expect(await cloud.notebookPower(verb, TUTORIAL)).toEqual({ accepted: true });
    expect(requests).toMatchObject([{ action, document: { NotebookInstanceName: 'tutorial' } }]);
  });

  const transition = (from: string, states: string): string =>
    `Status (${from}) not in ([${states}]). Unable to transition to (Stopping) ` +
    `for Notebook Instance (${ARN}/tutorial)`;

  it.each([
    ['ValidationException', transition('Stopping', 'InService'), 'wrong-state'],
    ['ValidationException', 'RecordNotFound', 'not-found'],
    ['ThrottlingException', 'Rate exceeded', 'throttled'],
    ['ResourceLimitExceeded', 'The account-level service limit is 0 Instances', 'quota'],
    ['AccessDeniedException', 'with an explicit deny', 'access-denied'],
  ])('refused with %s (%s) is a fault', async (type, message, code) => {
    const { cloud } = wiredCloud(() => jsonRefusal(type, message));
    expect(await cloud.notebookPower('stop', TUTORIAL)).toMatchObject({
      accepted: false,
      fault: { code, awsCode: type },
    });
  });

  it('refused without a word names the action that was denied', async () => {
    const { cloud } = wiredCloud(() => jsonRefusal('AccessDeniedException', 'No.'));
    expect(await cloud.notebookPower('start', TUTORIAL)).toMatchObject({
      fault: { permission: 'sagemaker:StartNotebookInstance' },
    });
  });

  it('throws what nobody has explained, and what was never answered', async () => {
    const odd = wiredCloud(() => jsonRefusal('ValidationException', 'Something else'));
    await expect(odd.cloud.notebookPower('stop', TUTORIAL)).rejects.toThrow('Something else');
    const mute = wiredCloud(() => new Error('socket hang up'));
    await expect(mute.cloud.notebookPower('stop', TUTORIAL)).rejects.toThrow('socket hang up');
  });
});

describe('a metric that a script publishes of notebooks', () => {
  const from = instant(Date.UTC(2026, 10, 22, 12));
  const to = plus(from, minutes(15));
  const query = {
    ...{ namespace: 'Team/Notebooks', name: 'Busy', dimension: 'Notebook' },
    from,
    to,
  };

  const readingsOf = (answer: Answerer) => {
    const { settings, requests } = wire(answer);
    const metrics = cloudwatchMetrics(new CloudWatchClient(settings));
    const names = ['a', 'b'].map((name) => idOf(isNotebookName, name));
    const read = () => metrics.readNotebooks(names.map((notebook) => ({ ...query, notebook })));
    return { read, requests };
  };

  it('is asked for by its one dimension, a call each, by the highest value', async () => {
    const { read, requests } = readingsOf(() =>
      json({ Datapoints: [{ Timestamp: from / 1_000 + 300, Maximum: 2 }] }),
    );
    expect(await read()).toMatchObject([
      { notebook: 'a', series: { items: [{ at: plus(from, minutes(5)), value: 2 }] } },
      { notebook: 'b' },
    ]);
    expect(requests[0]?.document).toMatchObject({
      Namespace: 'Team/Notebooks',
      MetricName: 'Busy',
      Dimensions: [{ Name: 'Notebook', Value: 'a' }],
      Period: 300,
      Statistics: ['Maximum'],
    });
  });

  it('that is denied once is not asked for again', async () => {
    const { read, requests } = readingsOf(() => jsonRefusal('AccessDenied', 'No.'));
    const refused = {
      series: {
        complete: false,
        fault: { code: 'access-denied', permission: 'cloudwatch:GetMetricStatistics' },
      },
    };
    expect(await read()).toMatchObject([refused, refused]);
    expect(requests.length).toBeLessThanOrEqual(2);
  });

  it('without its statistic is unread, not low', async () => {
    const { read } = readingsOf(() => json({ Datapoints: [{ Timestamp: from / 1_000 }] }));
    const unread = { series: { complete: false, fault: { code: 'unreadable-page' } } };
    expect(await read()).toMatchObject([unread, unread]);
  });
});
