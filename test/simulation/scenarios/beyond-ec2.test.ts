/** The daily sweep beyond EC2: what other services run, in any Region, and what it costs. */
import { describe, expect, test } from 'vitest';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import type { World } from '../../../src/lib/cloud/simulated/world.ts';
import { days, plus } from '../../../src/lib/model/instant.ts';
import { cluster, database, lightsailServer, searchDomain } from '../../build/resources.ts';
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
    expect(digest).toContain('RDS tutorial-db, mysql on db.t3.micro, runs since');
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
    expect(digests(week.world)[0]).toContain('AWS starts it again by itself Fri 6 Nov 12:00 KST');
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
