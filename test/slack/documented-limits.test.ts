/** The judge of payloads is judged: it sees what it is there for. */
import { describe, expect, it } from 'vitest';
import { isQuiet, postMessagePayload, problemsOf, webhookPayload } from './documented-limits.ts';

const section = (text: string) => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim: true },
});
const payload = (...blocks: readonly object[]) => ({
  text: 'a message',
  blocks,
  unfurl_links: false,
  unfurl_media: false,
});

describe('what stands for Slack', () => {
  it('takes a message within the limits', () => {
    expect(problemsOf(webhookPayload, payload(section('x'.repeat(3_000))))).toEqual([]);
  });

  it.each([
    ['51 blocks', payload(...Array.from({ length: 51 }, () => section('x')))],
    ['no block', payload()],
    ['a section that is too long', payload(section('x'.repeat(3_001)))],
    ['an empty section', payload(section(''))],
    ['too much in all', payload(...Array.from({ length: 5 }, () => section('x'.repeat(2_900))))],
    ['a mention of everybody', payload(section('<!channel> look'))],
    ['a link elsewhere', payload(section('<https://evil.example|here>'))],
    ['an unknown block', payload({ type: 'fancy' })],
    ['an unknown key', { ...payload(section('x')), link_names: true }],
    [
      'a header that is too long',
      payload({ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }),
    ],
  ])('refuses %s', (_, sent) => {
    expect(problemsOf(webhookPayload, sent)).not.toEqual([]);
  });

  it('refuses a broadcast outside a thread', () => {
    const sent = { ...payload(section('x')), channel: 'C1', reply_broadcast: true };
    expect(problemsOf(postMessagePayload, sent)).toHaveLength(1);
  });

  it('tells our own pages from everything else in brackets', () => {
    expect(isQuiet('see <https://pages.example/l/abc|Not now?> &lt;!here&gt;')).toBe(true);
    expect(isQuiet('<https://pages.example/l/abc|x|y>')).toBe(false);
    expect(isQuiet('a < b')).toBe(false);
  });
});
