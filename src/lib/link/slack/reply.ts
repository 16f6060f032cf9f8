/** The message as it is after a press: what was pressed gives way to what came of it. */
import type { Interaction, SentBlock } from './payload.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

/** Of a block of buttons those stay that only open a page. */
function withoutButtons(block: SentBlock): readonly SentBlock[] {
  const elements = (block.elements ?? []).filter(({ url }) => url !== undefined);
  return elements.length === 0 ? [] : [{ ...block, elements }];
}

/** All other blocks are as Slack has them; null where Slack has not said what they were. */
export function answeredMessage(
  { message }: Interaction,
  blockId: string,
  text: string,
): object | null {
  if (message === undefined || message.blocks.length === 0) return null;
  const blocks = message.blocks.flatMap((block) =>
    block.type === 'actions' && block.block_id === blockId
      ? [section(text), ...withoutButtons(block)]
      : [block],
  );
  return { replace_original: true, text: message.text, blocks };
}

/** To the one who pressed alone, with the message left as it is. */
export const onlyToYou = (text: string): object => ({
  replace_original: false,
  response_type: 'ephemeral',
  text,
});
