/**
 * Text for Slack's mrkdwn, in which nothing means anything but what our own layout adds: no
 * mention, no link, no emphasis, whatever a tag says.
 */
import { shorten } from './plain.ts';

/** Slack's own escapes: https://docs.slack.dev/messaging/formatting-message-text */
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Slack has no escape for these: signs that look like them, and mean nothing to it. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '*': '\u2217',
  '~': '\u223c',
  '`': '\u02cb',
  _: '\u02cd',
  ':': '\u2236',
};

const alike = (signs: string): string =>
  Array.from(signs, (sign) => LOOK_ALIKES[sign] ?? sign).join('');

/** Within a word, as in `my_app_server`, an underscore marks nothing; there it can be copied. */
const EDGE_UNDERSCORES = /(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu;
/** `:name:` is an emoji; the colons of an ARN stand behind letters and digits. */
const EMOJI = /(?<![\p{L}\p{N}]):(?=[\w+'-]+:)/gu;
/** At the beginning of a line it would quote the line. */
const QUOTE = /^>/gmu;

export const mrkdwn = (text: string): string =>
  text
    .replace(/[*~`]/g, alike)
    .replace(EDGE_UNDERSCORES, alike)
    .replace(EMOJI, alike)
    .replace(QUOTE, '\u203a')
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** The same, with what does not fit cut from the text, and never from an escape. */
export function mrkdwnWithin(text: string, length: number): string {
  let kept = text;
  for (;;) {
    const escaped = mrkdwn(kept);
    if (escaped.length <= length) return escaped;
    if (kept.length <= 1) return '';
    const share = Math.floor((kept.length * length) / escaped.length);
    kept = shorten(kept, Math.min(share, kept.length - 1));
  }
}

/** A command, which is made of AWS's ids and our own words alone. */
export const codeBlock = (line: string): string =>
  `\`\`\`${line.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)}\`\`\``;

/** An address of our own pages. */
export const linkTo = (url: string, label: string): string => `<${url}|${mrkdwn(label)}>`;
