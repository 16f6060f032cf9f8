import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { commandLine } from '../../src/lib/tell/render/command.ts';
import { subjectLine } from '../../src/lib/tell/render/subject.ts';
import { layOut, prose, tableOf, wrap } from '../../src/lib/tell/render/text.ts';

describe('a table', () => {
  const text = '쓰지 않는 게이트웨이 nat-0123456789abcdef0, 하루 동안 나간 것이 없음 '.repeat(2);
  const lines = layOut([
    prose('-'),
    ...tableOf([
      { amount: '1,438.00달러', place: 'us-east-1', text },
      { amount: '?', place: 'ap-northeast-2', text: 'what' },
    ]),
  ]).split('\n');

  test('has its amounts to the right, whatever is as wide as two columns', () => {
    const start = stringWidth('1,438.00달러  ap-northeast-2  ');
    expect(lines.at(1)).toMatch(/^1,438\.00달러 {2}us-east-1 {7}쓰지 않는/);
    expect(lines.at(-1)).toBe('           ?  ap-northeast-2  what');
    expect(stringWidth(lines.at(-1)?.replace('what', '') ?? '')).toBe(start);
  });

  test('wraps what is long under its own column, in 72 columns', () => {
    expect(lines.every((line) => stringWidth(line) <= 72)).toBe(true);
    expect(lines.slice(2, -1).length).toBeGreaterThan(0);
    for (const line of lines.slice(2, -1)) expect(line).toMatch(/^ {30}\S/);
  });
});

describe('wrapping', () => {
  test('breaks between words and never within an id', () => {
    const id = 'eipalloc-0a1b2c3d4e5f60718';
    const lines = wrap(`${'word '.repeat(11)}and ${id} after`, 72);
    expect(lines.some((line) => line.includes(id))).toBe(true);
    expect(lines.every((line) => line.length <= 72)).toBe(true);
  });

  test('counts Korean syllables as two columns', () => {
    const lines = wrap('인스턴스를 중지했습니다 '.repeat(6).trim(), 24);
    expect(lines).toHaveLength(6);
    expect(lines.every((line) => stringWidth(line) <= 24)).toBe(true);
  });

  test('cuts a word that no line could hold', () => {
    expect(wrap('x'.repeat(25), 10)).toEqual(['xxxxxxxxxx', 'xxxxxxxxxx', 'xxxxx']);
    expect(wrap('가'.repeat(7), 5)).toEqual(['가가', '가가', '가가', '가']);
  });

  test('leaves a command on its line, however long it is', () => {
    const command = `aws ec2 create-tags --resources ${'i-0123456789abcdef0 '.repeat(9)}`;
    expect(layOut([{ kind: 'command', text: command, indent: 2 }])).toContain(command.trim());
  });

  test('leaves one blank line at most, and none at the ends', () => {
    const blank = { kind: 'blank' } as const;
    expect(layOut([blank, prose('a'), blank, blank, prose('b'), blank])).toBe('a\n\nb');
  });
});

test('a command without ids has no gaps', () => {
  expect(commandLine({ before: 'aws ec2 describe-addresses', ids: [], after: '' })).toBe(
    'aws ec2 describe-addresses',
  );
});

describe('a subject', () => {
  test('keeps how many more there are when the title is too long', () => {
    const subject = subjectLine('x'.repeat(300), 'and 3 more');
    expect(subject).toHaveLength(99);
    expect(subject.endsWith('… (and 3 more)')).toBe(true);
  });

  test('has no line of its own for what a tag smuggles in', () => {
    expect(subjectLine('dev\r\nBcc: everybody@example.com')).toBe(
      'Tierkeeper: dev Bcc: everybody@example.com',
    );
  });
});
