import { describe, expect, test } from 'vitest';
import { days, plus, toIso } from '../../../src/lib/model/instant.ts';
import type { Schedule } from '../../../src/lib/model/schedule.ts';
import { offhoursSchedule } from '../../../src/lib/schedule/dialects/offhours-schedule.ts';
import { edgesBetween } from '../../../src/lib/schedule/edges.ts';
import { at, must } from '../schedule-table.ts';
import { importedPolicy, importing, notesOf } from './importing.ts';

const FROM = at('2026-11-22T15:00Z');
const edgesOf = (schedule: Schedule | undefined): readonly string[] =>
  schedule === undefined
    ? []
    : edgesBetween(schedule, FROM, plus(FROM, days(21))).map((one) => `${toIso(one.at)} ${one.to}`);

/** A policy that stops and one that starts, each with its filter as flow YAML. */
const file = (off: string, on: string): string => `policies:
  - name: stop-at-night
    resource: ec2
    filters:
      - {type: offhour${off}}
    actions: [stop]
  - name: start-in-the-morning
    resource: aws.ec2
    filters:
      - {type: onhour${on}}
    actions: [start]
`;
const both = (options: string): string => file(options, options);
const imported = (text: string) => importedPolicy('c7n', text);
const notes = (text: string) => notesOf('c7n', text);

describe('a policy file of Cloud Custodian', () => {
  test('becomes a schedule of windows, and goes on reading the tag', async () => {
    const { schedules, dialects } = await imported(both(', default_tz: kst, tag: downtime'));
    expect(schedules['downtime']).toMatchObject({ zone: 'Asia/Seoul', start: 'all' });
    expect(dialects.c7n).toMatchObject({
      tag: 'downtime',
      defaultTz: 'kst',
      offhour: 19,
      onhour: 7,
    });
    expect(await notes(both(', default_tz: kst'))).toEqual([]);
  });

  test('prints windows as a person would write them', async () => {
    const { out } = await importing('c7n', both(', default_tz: pt'));
    expect(out).toContain('# From Cloud Custodian: file');
    expect(out).toContain('- "mon-fri 07:00-19:00"');
  });

  test.each([
    [
      'its own hours',
      both(', default_tz: kst, offhour: 20, onhour: 8').replace(
        'offhour: 20, onhour: 8}',
        'offhour: 20}',
      ),
    ],
    ['the week-end too', both(', default_tz: kst, weekends: false')],
    ['the week-end alone', both(', default_tz: kst, weekends-only: true')],
    [
      'a night that ends in the morning',
      file(', default_tz: kst, offhour: 2', ', default_tz: kst, onhour: 20'),
    ],
    ['days to skip', both(", default_tz: kst, skip-days: ['2026-11-25']")],
    ['the defaults', both('')],
  ])('keeps every edge with %s', async (_, text) => {
    const clean = text
      .replace(/(type: offhour[^}]*), onhour: \d+/, '$1')
      .replace(/(type: onhour[^}]*), offhour: \d+/, '$1');
    const { schedules, dialects } = await imported(clean);
    const reference = dialects.c7n && must(offhoursSchedule(dialects.c7n, 'on'));
    expect(edgesOf(reference ?? undefined).length).toBeGreaterThan(3);
    expect(edgesOf(schedules['maid_offhours'])).toEqual(edgesOf(reference ?? undefined));
  });

  test('reads a filter by its bare name, and inside and, or and a nested or', async () => {
    const nested = `policies:
- name: a
  resource: ec2
  filters:
  - and:
    - or:
      - offhour
    - {type: onhour, default_tz: et}
`;
    const { dialects } = await imported(nested);
    expect(dialects.c7n).toMatchObject({ offhour: 19, onhour: 7 });
  });

  test('reads anchors, aliases and merge keys', async () => {
    const text = `vars:
  common: &common {default_tz: jst, tag: hours}
policies:
  - {name: a, resource: ec2, filters: [{type: offhour, <<: *common}]}
  - {name: b, resource: ec2, filters: [{type: onhour, <<: *common}]}
`;
    expect((await imported(text)).schedules['hours']?.zone).toBe('Asia/Tokyo');
    expect(await notes(text)).toEqual([]);
  });

  test('that only stops has no schedule of windows: the section says it', async () => {
    const text = 'policies: [{name: a, resource: ec2, filters: [{type: offhour, offhour: 21}]}]';
    const { schedules, dialects } = await imported(text);
    expect(schedules).toEqual({});
    expect(dialects.c7n).toMatchObject({ offhour: 21, onhour: null });
    expect(await notes(text)).toEqual([
      '1: policies[0].filters[0]: No schedule says this: It only stops, and windows ' +
        'start as well. ' +
        'The section c7n does.',
    ]);
  });

  test('carries opt-out, a fallback and days to skip into the section', async () => {
    const options = ", opt-out: true, fallback-schedule: 'off=(m-f,20)', skip-days: ['2026-12-25']";
    expect((await imported(both(options))).dialects.c7n).toMatchObject({
      optOut: true,
      fallbackSchedule: 'off=(m-f,20)',
      skipDays: ['2026-12-25'],
    });
  });
});

describe('what a policy file of Cloud Custodian says besides is named with its place', () => {
  test.each([
    [
      'days to skip that are kept elsewhere',
      file(', skip-days-from: {url: s3://b/days.json}', ''),
      '5: policies[0].filters[0].skip-days-from: The list is kept elsewhere: write its dates as ' +
        'skipDays, or as holidays.',
    ],
    [
      'a state filter that is off',
      file(', state-filter: false', ''),
      '5: policies[0].filters[0].state-filter: What is stopped or running already is never asked ' +
        'to be so again.',
    ],
    [
      'an option that nobody knows',
      file(', weekend: false', ''),
      '5: policies[0].filters[0].weekend: No such option is known.',
    ],
    [
      'filters on other things',
      file('', '').replace('filters:\n', 'filters:\n      - "tag:env": dev\n'),
      '5: policies[0].filters[0]: Another filter is not carried over: narrow with `select`, ' +
        'or by tags.',
    ],
    [
      'other actions',
      file('', '').replace('[stop]', '[stop, {type: notify}]'),
      '6: policies[0].actions[1]: The action notify is not carried over: an edge stops or starts.',
    ],
    [
      'an option of an action',
      file('', '').replace('[stop]', '[{type: stop, hibernate: true}]'),
      '6: policies[0].actions[0]: Its hibernate is not carried over: an edge stops or starts.',
    ],
    [
      'other resources',
      `${file('', '')}  - {name: db, resource: rds, filters: [offhour]}\n`,
      '12: policies[2].resource: Its resource is rds; only EC2 instances are stopped and started.',
    ],
    [
      'a filter that is turned round',
      `${file('', '')}  - {name: x, resource: ec2, filters: [{not: [offhour]}]}\n`,
      '12: policies[2].filters[0].not[0]: offhour inside "not" matches every other hour: ' +
        'it has no edge.',
    ],
    [
      'a second tag',
      `${file('', '')}  - {name: x, resource: ec2, filters: [{type: offhour, tag: t}]}\n`,
      '12: policies[2].filters[0]: A policy has one section c7n: that of the tag ' +
        'maid_offhours is printed.',
    ],
    [
      'filters that differ where the section has one option',
      file(', opt-out: true', ''),
      '5: policies[0].filters[0]: opt-out differs between offhour and onhour: the section ' +
        'c7n has that of offhour.',
    ],
    [
      'filters on two clocks',
      file(', default_tz: et', ', default_tz: pt'),
      '5: policies[0].filters[0]: It stops by the clock of America/New_York and starts by ' +
        'America/Los_Angeles.',
    ],
  ])('%s', async (_, text, note) => {
    expect(await notes(text)).toContain(note);
    await imported(text);
  });

  test('for machines too', async () => {
    const { out } = await importing('c7n', file(', weekend: false', ''), '--json');
    const [policy, note] = out.split('\n').map((line): unknown => JSON.parse(line));
    expect(policy).toMatchObject({ kind: 'policy', yaml: expect.stringContaining('schedules:') });
    expect(note).toMatchObject({
      kind: 'not-carried',
      line: 5,
      sentence: 'No such option is known.',
    });
  });
});

describe('a file that is none of Cloud Custodian', () => {
  test.each([
    ['is no YAML', 'policies: [', [2, /^file:1: /]],
    ['has no policies', 'a: 1', [1, /holds nothing to import; it takes a policy with an offhour/]],
    ['has no such filter', 'policies: [{name: a, resource: ec2}]', [1, /holds nothing to import/]],
  ] as const)('%s', async (_, text, [status, sentence]) => {
    const printed = await importing('c7n', text);
    expect(printed.status).toBe(status);
    expect(printed.err).toMatch(sentence);
  });
});
