/** Where an event says it comes from: enough to send it on to whoever looks after that place. */
import * as z from 'zod';
import type { Home } from './home.ts';

const Envelope = z.object({ account: z.string(), region: z.string() });

/** Null for what is no event. */
export function originOf(document: unknown): Home | null {
  const parsed = Envelope.safeParse(document);
  return parsed.success ? parsed.data : null;
}
