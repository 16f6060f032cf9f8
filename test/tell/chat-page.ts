/** A message in Slack as it reads there, more or less: for the reviewed pages. */
import type { KnownBlock } from '@slack/types';
import type { ChannelMessage } from '../../src/lib/cloud/cloud.ts';

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');

/** Slack's `*bold*` is Markdown's `**bold**`, and its links have their label last. */
const asMarkdown = (text: string): string =>
  text
    .replace(/^\*([^*\n]+)\*/gm, '**$1**')
    .replace(/<(https:[^|>]+)\|([^>]+)>/g, '[$2]($1)')
    .replace(/```([^`]+)```/g, '`$1`');

function linesOf(block: KnownBlock): string {
  switch (block.type) {
    case 'header':
      return `### ${block.text.text}`;
    case 'section':
      return asMarkdown(block.text?.text ?? '');
    case 'context':
      return block.elements.map((one) => `_${'text' in one ? one.text : ''}_`).join(' ');
    case 'actions':
      return block.elements
        .map((one) => (one.type === 'button' ? `[ ${one.text.text} ]` : one.type))
        .join(' ');
    default:
      throw new Error(`no page shows a ${block.type}`);
  }
}

/** Lines of one paragraph stand on lines of their own in Slack. */
export const slackPage = ({ slack }: ChannelMessage): string =>
  `${quoted(
    (slack?.blocks ?? [])
      .map(linesOf)
      .join('\n\n')
      .replaceAll(/([^\n])\n(?=[^\n])/g, '$1\\\n'),
  )}\n`;

export const amazonQPage = ({ amazonQ }: ChannelMessage): string =>
  `\`\`\`json\n${JSON.stringify(JSON.parse(amazonQ ?? ''), null, 2)}\n\`\`\`\n`;
