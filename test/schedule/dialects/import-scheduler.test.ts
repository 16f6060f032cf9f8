import { describe, expect, test } from 'vitest';
import { importedPolicy, importing, notesOf } from './importing.ts';

const imported = (text: string) => importedPolicy('instance-scheduler', text);
const notes = (text: string) => notesOf('instance-scheduler', text);

const S = (text: string) => ({ S: text });
const SS = (...list: readonly string[]) => ({ SS: list });
const period = (name: string, more: object) => ({ type: S('period'), name: S(name), ...more });
const schedule = (name: string, more: object) => ({ type: S('schedule'), name: S(name), ...more });
const lines = (...items: readonly object[]): string =>
  items.map((Item) => JSON.stringify({ Item })).join('\n');

const DAYS = period('days', {
  begintime: S('09:00'),
  endtime: S('17:00'),
  weekdays: SS('mon-fri'),
});
const office = (more: object = {}) => schedule('office', { periods: SS('days'), ...more });

const running = async (text: string, name = 'office') =>
  (await imported(text)).schedules[name]?.running;

describe('an export of the table of Instance Scheduler', () => {
  test('becomes schedules of windows, and the Schedule tag names them', async () => {
    const { schedules, dialects } = await imported(
      lines(DAYS, office({ timezone: S('Asia/Seoul') })),
    );
    expect(schedules['office']).toMatchObject({ zone: 'Asia/Seoul', start: 'all', enforce: false });
    expect(dialects.instanceScheduler).toEqual({ tag: 'Schedule', schedules: {} });
  });

  test('prints windows as a person would write them', async () => {
    expect((await importing('instance-scheduler', lines(DAYS, office()))).out).toContain(
      '- "mon-fri 09:00-17:00"',
    );
  });

  test.each([
    [
      'a scan, as the AWS CLI prints it',
      JSON.stringify({ Items: [DAYS, office()], Count: 2 }, null, 2),
    ],
    ['a scan on one line', JSON.stringify({ Items: [DAYS, office()] })],
    ['items by themselves', [DAYS, office()].map((one) => JSON.stringify(one)).join('\n')],
    [
      'plain values instead of DynamoDB JSON',
      [
        {
          type: 'period',
          name: 'days',
          begintime: '09:00',
          endtime: '17:00',
          weekdays: ['mon-fri'],
        },
        { type: 'schedule', name: 'office', periods: ['days'] },
      ]
        .map((one) => JSON.stringify(one))
        .join('\n'),
    ],
  ])('may be %s', async (_, text) => {
    expect(await running(text)).toEqual(await running(lines(DAYS, office())));
    expect(await running(text)).toHaveLength(1);
  });

  test.each([
    ['weeks of the month', { weekdays: SS('mon#1,friL') }, 'mon#1,friL 09:00-12:00'],
    ['days of the month', { monthdays: SS('1', '15W', 'L') }, 'day 1,L,15W 09:00-12:00'],
    ['months', { months: SS('nov-feb') }, 'daily in jan,feb,nov,dec 09:00-12:00'],
    ['days that wrap', { weekdays: SS('fri-mon') }, 'mon,fri-sun 09:00-12:00'],
  ])('keeps %s', async (_, dates, text) => {
    const odd = period('days', { begintime: S('09:00'), endtime: S('12:00'), ...dates });
    expect((await importing('instance-scheduler', lines(odd, office()))).out).toContain(
      `- "${text}"`,
    );
    expect(await running(lines(odd, office()))).toHaveLength(1);
  });

  test('keeps two periods, and bridges the minute before midnight between them', async () => {
    const evening = period('evening', { begintime: S('20:00'), endtime: S('23:59') });
    const night = period('night', { begintime: S('00:00'), endtime: S('06:00') });
    const both = schedule('office', { periods: SS('evening', 'night') });
    const { out } = await importing('instance-scheduler', lines(evening, night, both));
    expect(out).toContain('"daily 20:00-24:00"');
    expect(out).toContain('"daily 00:00-06:00"');
  });

  test('keeps enforced', async () => {
    const text = lines(DAYS, office({ enforced: { BOOL: true } }));
    expect((await imported(text)).schedules['office']?.enforce).toBe(true);
  });

  test.each([
    ['retain_running', office({ retain_running: { BOOL: true } }), { retainRunning: true }],
    [
      'override_status',
      office({ override_status: S('Stopped') }),
      { stopped: [expect.anything()] },
    ],
  ])('leaves a schedule with %s to the section', async (_, item, expected) => {
    const { schedules, dialects } = await imported(lines(DAYS, item));
    expect(schedules).toEqual({});
    expect(dialects.instanceScheduler?.schedules['office']?.schedule).toMatchObject(expected);
  });

  test('leaves periods with one time alone to the section', async () => {
    const items = [
      period('mon', { begintime: S('09:00'), weekdays: SS('mon') }),
      period('mid', { weekdays: SS('tue-thu') }),
      period('fri', { endtime: S('17:00'), weekdays: SS('fri') }),
      schedule('week', { periods: SS('mon', 'mid', 'fri') }),
    ];
    const { dialects } = await imported(lines(...items));
    expect(dialects.instanceScheduler?.schedules['week']?.schedule.moments).toHaveLength(2);
  });
});

describe('what an Instance Scheduler does besides is named with its place', () => {
  test.each([
    [
      'stop_new_instances',
      office({ stop_new_instances: { BOOL: true } }),
      /^2: Item: stopNewInstances/,
    ],
    ['hibernate', office({ hibernate: { BOOL: true } }), /^2: Item: hibernate is not carried/],
    [
      'a maintenance window',
      office({ ssm_maintenance_window: SS('p') }),
      /^2: Item: ssmMaintenance/,
    ],
    [
      'an instance type',
      office({ periods: SS('days@t3.large') }),
      /^2: Item: The instance type behind/,
    ],
    [
      'an override',
      office({ override_status: S('running') }),
      /^2: Item: overrideStatus has no edge/,
    ],
    [
      'a period that is not there',
      office({ periods: SS('nights') }),
      /"office" is left out: .*"nights"/,
    ],
    [
      'a field that nobody knows',
      office({ color: S('red') }),
      /^2: Item.color: "office" is left out/,
    ],
    ['a zone that is none', office({ timezone: S('Mars/Base') }), /"office" is left out: timezone/],
    [
      'an item that is no schedule',
      { type: S('window'), name: S('x') },
      /^2: Item: It is no item of type/,
    ],
  ])('%s', async (_, item, note) => {
    expect(await notes(lines(DAYS, item))).toEqual([expect.stringMatching(note)]);
    await imported(lines(DAYS, item));
  });

  test('and one bad schedule does not keep back the rest', async () => {
    const bad = schedule('bad', { periods: SS('days'), timezone: S('Mars/Base') });
    expect(await running(lines(DAYS, bad, office()))).toHaveLength(1);
  });
});

const TEMPLATE = `AWSTemplateFormatVersion: 2010-09-09
Resources:
  Office:
    Type: 'Custom::ServiceInstanceSchedule'
    Properties:
      NoStackPrefix: 'True'
      Name: office
      ServiceToken: !GetAtt Scheduler.Arn
      Enforced: 'True'
      Timezone: Europe/Amsterdam
      Periods:
        - {BeginTime: '09:00', EndTime: '18:00', WeekDays: Mon-Fri, Description: weekdays}
        - {BeginTime: '10:00', EndTime: '16:00', WeekDays: Sat-Sun}
  Topic: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !Sub 'a-\${AWS::Region}'}}
`;

describe('a CloudFormation template with schedules', () => {
  test('becomes schedules of windows', async () => {
    const { schedules } = await imported(TEMPLATE);
    expect(schedules['office']).toMatchObject({ zone: 'Europe/Amsterdam', enforce: true });
    expect(schedules['office']?.running).toHaveLength(2);
    expect(await notes(TEMPLATE)).toEqual([]);
  });

  test('may be JSON', async () => {
    const Properties = { NoStackPrefix: 'True', Name: 'office', Periods: [{ WeekDays: 'Mon' }] };
    const Office = { Type: 'Custom::ServiceInstanceSchedule', Properties };
    expect(await running(JSON.stringify({ Resources: { Office } }, null, 2))).toHaveLength(1);
  });

  test('whose names carry that of the stack says how the tag is spelled', async () => {
    expect(await notes(TEMPLATE.replace("      NoStackPrefix: 'True'\n", ''))).toEqual([
      '5: Resources.Office.Properties: Its tag says STACK-office, with the name of the stack: ' +
        'rename the schedule so.',
    ]);
  });

  test('with a value that only the stack knows leaves that schedule out', async () => {
    expect(await notes(TEMPLATE.replace('Europe/Amsterdam', '!Ref Zone'))).toEqual([
      expect.stringMatching(/^\d+: Resources.Office.Properties.*"office" is left out: its value/),
    ]);
  });

  test('with a property that nobody knows names it', async () => {
    expect(await notes(TEMPLATE.replace('Enforced:', 'Enforce:'))).toEqual([
      '9: Resources.Office.Properties.Enforce: No such property is known.',
    ]);
  });
});

describe('a file that is none of Instance Scheduler', () => {
  test.each([
    ['is neither YAML nor JSON', 'a: [', [2, /^file:1: /]],
    ['has a broken line', `${lines(DAYS)}\n{"Item": `, [2, /^file:2: not JSON/]],
    ['holds nothing of it', 'Resources: {}', [1, /holds nothing to import; it takes an item/]],
  ] as const)('%s', async (_, text, [status, sentence]) => {
    const printed = await importing('instance-scheduler', text);
    expect(printed.status).toBe(status);
    expect(printed.err).toMatch(sentence);
  });
});
