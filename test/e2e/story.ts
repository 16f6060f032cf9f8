/** The run as somebody reads it: what time it is, what woke, what was told, what holds. */
import { styleText } from 'node:util';
import type { Instant } from '../../src/lib/model/instant.ts';
import type { Told } from './queue.ts';

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Seoul',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

const mark = (format: 'green' | 'red', text: string): string =>
  styleText(format, text, { stream: process.stdout });

const faint = (text: string): string => styleText('dim', text, { stream: process.stdout });

export interface Story {
  title(text: string): void;
  /** Something that happens at a time. */
  at(time: Instant, text: string): void;
  /** One sentence that must hold; it fails when `holds` throws. */
  check(sentence: string, holds: () => void | Promise<void>): Promise<void>;
  /** What the last invocation wrote, for whoever has to find out why a check failed. */
  log(lines: readonly unknown[]): void;
  failed(error: unknown): void;
  line(text: string): void;
}

export const story: Story = {
  title: (text) => console.log(`\n${text}`),
  at: (time, text) => console.log(faint(`  ${clock.format(time).replace(',', '')}  ${text}`)),
  async check(sentence, holds) {
    try {
      await holds();
    } catch (error) {
      console.log(`  ${mark('red', '✗')} ${sentence}`);
      throw error;
    }
    console.log(`  ${mark('green', '✓')} ${sentence}`);
  },
  log: (lines) => {
    for (const one of lines)
      console.log(faint(JSON.stringify(one, null, 2).replace(/^/gm, '    ')));
  },
  failed: (error) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.log(text.replace(/^/gm, '    '));
  },
  line: (text) => console.log(text),
};

const RULE = '='.repeat(72);

/** The mails of a case, as their reader sees them. */
export const mailsAsRead = (title: string, told: readonly Told[]): string =>
  told
    .map(({ subject, mail }) => `${RULE}\n${title}\nSubject: ${subject}\n${RULE}\n\n${mail}\n`)
    .join('\n');
