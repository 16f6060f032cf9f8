/** The daily sweep beyond EC2: what other services run, in any Region, and what it costs. */
import { describe, expect, test } from 'vitest';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import type { World } from '../../../src/lib/cloud/simulated/world.ts';
import { days, minus, plus } from '../../../src/lib/model/instant.ts';
import { notebook } from '../../build/notebook.ts';
import { cluster, database, lightsailServer, searchDomain } from '../../build/resources.ts';
import { endpoint, studioApp } from '../../build/sagemaker.ts';
import { begin } from '../scenario.ts';

/** The digests that tell of other Regions, each as one line. */
const digests = ({ topic }: World): readonly string[] =>
  topic.mails
    .map(({ text }) => text.replace(/\s+/g, ' '))
    .filter((text) => text.includes('in all Regions'));

describe('the daily sweep beyond EC2', () => {
  test('names the database of a tutorial, what it costs, and how it is stopped', async () => {
    const account = (setup: Setup): void => setup.region('us-east-1', { databases: [database()] });
    const week = begin({ policy: '', account });
    await week.until('+1 10:00');
    const [digest = ''] = digests(week.world);
    expect(digest).toContain('14.71 USD');
    expect(digest).toContain('RDS tutorial-db, mysql on db.t3.micro, has run since');
    expect(digest).toContain(
      'aws rds stop-db-instance --db-instance-identifier tutorial-db --region us-east-1',
    );
  });

  test('says of a stopped database when AWS starts it again', async () => {
    const account = (setup: Setup): void =>
      setup.region('us-east-1', {
        databases: [database({ status: 'stopped', restartsAt: plus(setup.startAt, days(4)) })],
      });
    const week = begin({ policy: '', account });
    await week.until('+1 10:00');
    expect(digests(week.world)[0]).toContain(
      'AWS starts it again by itself on Fri 6 Nov 12:00 KST',
    );
  });

  test('names what three other services run, the dearest first, with a sum', async () => {
    const account = (setup: Setup): void =>
      setup.region('us-east-1', {
        clusters: [cluster()],
        searchDomains: [searchDomain()],
        lightsail: [lightsailServer({ state: 'stopped' })],
      });
    const week = begin({ policy: '', account });
    await week.until('+1 10:00');
    const [digest = ''] = digests(week.world);
    const [eks, search, lightsail] = ['EKS cluster', 'OpenSearch domain', 'Lightsail instance'].map(
      (name) => digest.indexOf(name),
    );
    expect(eks).toBeGreaterThan(0);
    expect(search).toBeGreaterThan(eks ?? 0);
    expect(lightsail).toBeGreaterThan(search ?? 0);
    expect(digest).toContain('Together 133.00 USD a month');
    expect(digest).toContain('aws eks delete-cluster --name tutorial-cluster --region us-east-1');
  });

  test('warns of an endpoint that nobody calls, with its hour and how it is deleted', async () => {
    const account = (setup: Setup): void =>
      setup.region('us-east-1', {
        endpoints: [
          endpoint({ variants: [{ instances: 2 }], createdAt: minus(setup.startAt, days(30)) }),
          endpoint({ name: 'in-use', invocations: 12 }),
          endpoint({ name: 'nobody-knows', invocations: null }),
        ],
      });
    const week = begin({ policy: '', account });
    await week.until('+2 10:00');
    const [first = '', second = ''] = digests(week.world);
    expect(first).toContain(
      'SageMaker endpoint tutorial-endpoint, 2 x ml.m5.xlarge (0.46 USD an hour)',
    );
    expect(first).toContain('which nobody called for a day');
    expect(first).toContain('335.80 USD');
    expect(first).toContain(
      'aws sagemaker delete-endpoint --endpoint-name tutorial-endpoint --region us-east-1',
    );
    expect(first).not.toMatch(/in-use|nobody-knows/);
    expect(second).toContain('tutorial-endpoint');
    expect(week.world.journal.of('call')).toEqual([]);
  });

  test('lists Studio apps and notebooks that run, at home as elsewhere', async () => {
    const account = (setup: Setup): void => {
      setup.notebook('forgotten-here');
      setup.region('us-east-1', {
        studioApps: [studioApp(), studioApp({ type: 'JupyterServer', instanceType: 'system' })],
        notebooks: [notebook({ tags: {} })],
      });
    };
    const week = begin({ policy: 'alarms: off', account });
    await week.until('+1 10:00');
    const [digest = ''] = digests(week.world);
    expect(digest).toContain(
      'SageMaker Studio JupyterLab default of space playground on ml.t3.medium (0.05 USD an hour)',
    );
    expect(digest).toContain(
      'aws sagemaker delete-app --domain-id d-abcdefgh1234 --space-name playground ' +
        '--app-type JupyterLab --app-name default --region us-east-1',
    );
    expect(digest).not.toContain('JupyterServer');
    expect(digest).toContain('SageMaker notebook tutorial on ml.t3.medium');
    expect(digest).toContain('SageMaker notebook forgotten-here on ml.t3.medium');
  });

  test('asks SageMaker nothing where the policy turns notebooks off', async () => {
    const account = (setup: Setup): void => {
      setup.notebook('here');
      setup.region('us-east-1', { endpoints: [endpoint()], databases: [database()] });
    };
    const week = begin({ policy: 'notebooks: { on: false }', account });
    await week.until('+1 10:00');
    const [digest = ''] = digests(week.world);
    expect(digest).toContain('RDS tutorial-db');
    expect(digest).not.toContain('SageMaker');
    const asked = week.world.journal.of('read').map(({ operation }) => operation);
    expect(asked.filter((operation) => operation.startsWith('sagemaker:'))).toEqual([]);
  });

  test('says once that its role may not see SageMaker, and goes on with the rest', async () => {
    const account = (setup: Setup): void =>
      setup.region('us-east-1', { endpoints: [endpoint()], databases: [database()] });
    const denied = [
      'sagemaker:ListEndpoints',
      'sagemaker:ListApps',
      'sagemaker:ListNotebookInstances',
    ];
    const week = begin({ policy: '', account, denied });
    await week.until('+2 10:00');
    const [first = '', second = ''] = digests(week.world);
    for (const permission of denied) expect(first).toContain(`the role lacks ${permission}`);
    expect(first).toContain('tutorial-db');
    expect(second).not.toContain('the role lacks');
    expect(second).toContain('tutorial-db');
  });

  test('is quiet of what its owner keeps', async () => {
    const tags = { 'tierkeeper:keep': 'true' };
    const account = (setup: Setup): void =>
      setup.region('us-east-1', {
        databases: [database({ tags })],
        clusters: [cluster({ tags })],
        lightsail: [lightsailServer()],
      });
    const week = begin({ policy: '', account });
    await week.until('+1 10:00');
    const [digest = ''] = digests(week.world);
    expect(digest).toContain('tutorial-blog');
    expect(digest).not.toMatch(/tutorial-(db|cluster)/);
  });

  test('goes on where its role lacks three families, and says so once each', async () => {
    const denied = ['rds:DescribeDBInstances', 'ec2:DescribeNatGateways', 'eks:ListClusters'];
    const account = (setup: Setup): void =>
      setup.region('us-east-1', {
        databases: [database()],
        clusters: [cluster()],
        searchDomains: [searchDomain()],
        lightsail: [lightsailServer()],
      });
    const week = begin({ policy: '', account, denied });
    await week.until('+3 10:00');
    const told = digests(week.world);
    expect(told).toHaveLength(3);
    for (const action of denied) {
      expect(told.filter((text) => text.includes(`lacks ${action}`))).toHaveLength(1);
    }
    for (const digest of told) {
      expect(digest).toContain('OpenSearch domain');
      expect(digest).toContain('Lightsail instance');
      expect(digest).not.toMatch(/tutorial-(db|cluster)/);
    }
  });

  test('says in one line that its role may not list databases, however many Regions', async () => {
    const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-north-1'];
    const account = (setup: Setup): void => {
      for (const region of regions) setup.region(region, {});
    };
    const week = begin({ policy: '', account, denied: ['rds:DescribeDBInstances'] });
    await week.until('+2 10:00');
    const told = digests(week.world).filter((text) => text.includes('could not be read'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(
      '5 Regions: databases could not be read; the role lacks rds:DescribeDBInstances',
    );
  });
});
