import type { DeadLetter } from '../../lib/model/dead-letter.ts';
import type { Say } from '../../lib/tell/render/say.ts';

/** As much of an id as people type. */
export const shortId = ({ id }: DeadLetter): string => id.slice(0, 8);

/** Where it happened, if that is not where the queue is. */
export const placeElsewhere = (
  { place }: DeadLetter,
  { view: { account, region } }: Say,
): DeadLetter['place'] =>
  place && (place.account !== account || place.region !== region) ? place : null;

/** The last part of its ARN; null where the message does not say. */
export const functionName = ({ functionArn }: DeadLetter): string | null =>
  functionArn?.split(':').at(-1) ?? null;
