/** What people got, read from the documents of the messages as any machine would read them. */
import * as z from 'zod';
import { type Instant, instant } from '../../../src/lib/model/instant.ts';
import type { History } from '../../../src/lib/wiring/history.ts';

const Notice = z.object({
  kind: z.string(),
  dedupeKey: z.string(),
  facts: z.looseObject({
    subject: z.object({ instanceId: z.string(), name: z.string() }).optional(),
    reason: z
      .object({ key: z.string(), evidence: z.object({ edge: z.number().optional() }) })
      .optional(),
  }),
});

const MessageDocument = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pass'), notices: z.array(Notice) }),
  z.object({ kind: z.literal('digest'), date: z.string(), notices: z.array(Notice) }),
]);

export type ToldNotice = z.output<typeof Notice>;

export type ReceivedMessage = z.output<typeof MessageDocument> & {
  readonly at: Instant;
  readonly channel: string;
};

/** Those that reached somebody who had confirmed, in order. */
export const received = ({ world }: Pick<History, 'world'>): readonly ReceivedMessage[] =>
  world.journal
    .of('message')
    .filter((entry) => entry.received)
    .map(({ at, channel, message }) => ({
      ...MessageDocument.parse(JSON.parse(message.document)),
      at: instant(at),
      channel,
    }));
