/** Instances that fail, and what AWS plans for them: told once, with what helps; never mended. */
import { describe, expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { days, type Instant, minutes, plus } from '../../../src/lib/model/instant.ts';
import { begin, type Scenario } from '../scenario.ts';

const server = (setup: Setup): void => {
  setup.instance({ name: 'web', load: steady() });
};

const inMinutes = (setup: Setup, count: number): Instant => plus(setup.startAt, minutes(count));

const failing =
  (from: number, to?: number) =>
  (setup: Setup): void => {
    server(setup);
    const until = to === undefined ? {} : { until: inMinutes(setup, to) };
    setup.impairment('web', { check: 'system', at: inMinutes(setup, from), ...until });
  };

const newsOf = (scenario: Scenario): readonly string[] =>
  scenario.told('health').map(({ at, facts }) => `${at} ${facts['news']}`);

const looksAt = ({ world }: Scenario): number =>
  world.journal.of('read').filter(({ operation }) => operation === 'ec2:DescribeInstanceStatus')
    .length;

const digestTexts = ({ world }: Scenario): readonly string[] =>
  world.topic.mails.filter(({ text }) => text.startsWith('Tierkeeper on')).map(({ text }) => text);

describe('a status check that fails', () => {
  test('is told once, with the commands that move the instance', async () => {
    const day = begin({ account: failing(62) });
    await day.until('18:00');
    expect(newsOf(day)).toEqual(['13:15 impaired']);
    const [mail] = day.world.topic.mails;
    expect(mail?.subject).toContain('web: system status check fails');
    const id = day.idOf('web');
    for (const verb of ['stop-instances', 'wait instance-stopped', 'start-instances']) {
      expect(mail?.text).toContain(`aws ec2 ${verb} --instance-ids ${id} --region ap-northeast-2`);
    }
    expect(day.turns('web')).toEqual([]);
  });

  test('is over when its owner has stopped and started it, and that is told', async () => {
    const day = begin({ account: failing(62) });
    day.at('13:32', (hands) => hands.stop('web'));
    day.at('13:40', (hands) => hands.start('web'));
    await day.until('18:00');
    expect(newsOf(day)).toEqual(['13:15 impaired', '14:00 well']);
  });

  test('that mends itself within minutes is not worth a word', async () => {
    const day = begin({ account: failing(62, 69) });
    await day.until('16:00');
    expect(newsOf(day)).toEqual([]);
    expect(day.items('health').flatMap(({ ailing }) => ailing)).toEqual([]);
  });

  test('that comes and goes after it was told is one failure', async () => {
    const day = begin({
      account: (setup) => {
        failing(62, 85)(setup);
        for (const from of [88, 97, 106]) {
          const until = inMinutes(setup, from + 6);
          setup.impairment('web', { check: 'system', at: inMinutes(setup, from), until });
        }
      },
    });
    await day.until('18:00');
    expect(newsOf(day)).toEqual(['13:15 impaired', '14:10 well']);
  });

  test('is in each digest until it is over', async () => {
    const history = begin({ account: failing(62) });
    await history.until('+2 12:00');
    const [first, second] = digestTexts(history);
    for (const text of [first, second]) {
      expect(text).toContain('web: Its system status check has failed since');
    }
    expect(newsOf(history)).toHaveLength(1);
  });

  test('of a role that may not read them is said once a day, and the night goes on', async () => {
    const night = begin({
      account: failing(62),
      policy: 'nightly: { stop: "22:00", start: "07:00", days: daily, warn: 15m }',
      denied: ['ec2:DescribeInstanceStatus'],
    });
    await night.until('23:00');
    expect(newsOf(night)).toEqual([]);
    expect(night.told('own-trouble').map(({ facts }) => facts)).toMatchObject([
      { family: 'instance status' },
    ]);
    expect(night.turns('web')).toEqual(['22:00 stop']);
  });

  test('is not asked for where the policy turns it off', async () => {
    const day = begin({ account: failing(62), policy: 'health: { on: false }' });
    await day.until('15:00');
    expect(newsOf(day)).toEqual([]);
    expect(looksAt(day)).toBe(0);
  });

  test('is asked for in one call a look, and in none while nothing runs', async () => {
    const day = begin({ account: server });
    day.at('14:02', (hands) => hands.stop('web'));
    await day.until('14:30');
    const asked = looksAt(day);
    await day.until('17:00');
    expect(looksAt(day)).toBe(asked);
    expect(asked).toBeGreaterThan(20);
  });
});

const RETIREMENT = (setup: Setup, inDays: number) => ({
  code: 'instance-retirement' as const,
  at: inMinutes(setup, 61),
  notBefore: plus(setup.startAt, days(inDays)),
});

const retiring =
  (inDays: number) =>
  (setup: Setup): void => {
    server(setup);
    setup.scheduledEvent('web', RETIREMENT(setup, inDays));
  };

describe('a scheduled retirement', () => {
  test('is told at once, and AWS stops the instance at its time', async () => {
    const history = begin({ account: retiring(2) });
    await history.until('+2 11:55');
    // AWS Health wakes a look: no tick has to come first.
    expect(newsOf(history)).toEqual(['13:00 scheduled']);
    expect(history.state('web')).toBe('running');
    await history.until('+2 18:00');
    expect(history.state('web')).toBe('stopped');
    expect(digestTexts(history)[0]).toContain(
      'web: AWS has scheduled the retirement of its hardware',
    );
  });

  test('is off once its owner has moved the instance, and the digest says so', async () => {
    const history = begin({ account: retiring(3) });
    history.at('+1 12:02', (hands) => hands.stop('web'));
    history.at('+1 12:10', (hands) => hands.start('web'));
    await history.until('+4 12:00');
    expect(newsOf(history)).toEqual(['13:00 scheduled']);
    const texts = digestTexts(history);
    expect(texts[1]).toContain('web: the retirement of its hardware is off');
    expect(texts).toHaveLength(2);
    expect(history.state('web')).toBe('running');
  });

  test('ends what has its root on an instance store, and the message says that', async () => {
    const history = begin({
      account: (setup) => {
        setup.instance({ name: 'scratch', type: 'm3.medium', rootDevice: 'instance-store' });
        setup.scheduledEvent('scratch', RETIREMENT(setup, 1));
      },
    });
    await history.until('+1 13:00');
    expect(history.world.topic.mails[0]?.text.replace(/\s+/g, ' ')).toContain(
      'AWS terminates it then, and what is on its disks is lost.',
    );
    expect(['terminated', 'gone']).toContain(history.state('scratch'));
  });

  test('is seen by the clock too, where no event comes', async () => {
    const day = begin({
      account: retiring(2),
      prepare: ({ bus }) => {
        const { publish } = bus;
        bus.publish = (document) => {
          if (document.source !== 'aws.health') publish(document);
        };
      },
    });
    await day.until('15:00');
    expect(newsOf(day)).toEqual(['13:05 scheduled']);
  });
});

describe('AWS Health', () => {
  interface Message {
    readonly minute: number;
    readonly id: string;
    readonly isOver?: boolean;
  }

  const telling =
    (...messages: readonly Message[]) =>
    (setup: Setup): void => {
      server(setup);
      for (const { minute, id, isOver = false } of messages) {
        setup.bulletin({
          at: inMinutes(setup, minute),
          eventArn: 'arn:aws:health:ap-northeast-2::event/EC2/AWS_EC2_OPERATIONAL_ISSUE/one',
          communicationId: id,
          code: 'AWS_EC2_OPERATIONAL_ISSUE',
          category: 'issue',
          isOver,
          text: `Increased error rates (${id})\u0007\nWe look into it.`,
          entities: [],
        });
      }
    };

  test('is told in its own words, once, however often it is delivered', async () => {
    const day = begin({
      account: telling({ minute: 61, id: 'first' }),
      faults: { eventDuplicated: 1, eventReordered: 1 },
    });
    await day.until('18:00');
    const told = day.told('aws-health');
    expect(told).toHaveLength(1);
    expect(told[0]?.facts).toMatchObject({
      code: 'AWS_EC2_OPERATIONAL_ISSUE',
      text: 'Increased error rates (first) We look into it.',
    });
    expect(day.turns('web')).toEqual([]);
  });

  test('writes again of what goes on: that waits for the digest', async () => {
    const history = begin({
      account: telling(
        { minute: 61, id: 'first' },
        { minute: 121, id: 'second' },
        { minute: 181, id: 'third', isOver: true },
      ),
    });
    await history.until('+1 12:00');
    expect(history.told('aws-health')).toHaveLength(1);
    const [digest] = digestTexts(history).map((text) => text.replace(/\s+/g, ' '));
    expect(digest).toContain('Increased error rates (second)');
    expect(digest).toContain('AWS had trouble with EC2, which is over');
  });

  test('is not told where the policy turns health off', async () => {
    const day = begin({
      account: telling({ minute: 61, id: 'first' }),
      policy: 'health: { on: false }',
    });
    await day.until('15:00');
    expect(day.told('aws-health')).toEqual([]);
  });
});
