import type { DeadLetter } from '../../lib/model/dead-letter.ts';

/** As much of an id as people type. */
export const shortId = ({ id }: DeadLetter): string => id.slice(0, 8);

/** The last part of its ARN; null where the message does not say. */
export const functionName = ({ functionArn }: DeadLetter): string | null =>
  functionArn?.split(':').at(-1) ?? null;
