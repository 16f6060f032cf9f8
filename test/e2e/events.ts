/** The documents of events/, as they would come from this run's account at a given time. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { type Instant, toIso } from '../../src/lib/model/instant.ts';

const FOLDER = new URL('../../events/', import.meta.url);

/** The instance that the documents speak of; account and Region are the emulator's already. */
const INSTANCE = 'i-0a1b2c3d4e5f60718';

const Envelope = z.looseObject({ time: z.string() });

export interface Happened {
  readonly at: Instant;
  /** Which instance it is about; left out where it is about none. */
  readonly instanceId?: string | undefined;
}

export function eventOf(name: string, { at, instanceId = INSTANCE }: Happened): unknown {
  const text = readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');
  const document: unknown = JSON.parse(text.replaceAll(INSTANCE, instanceId));
  const envelope = Envelope.safeParse(document);
  // Seconds, as EventBridge writes them.
  const time = toIso(at).replace(/\.\d+Z$/, 'Z');
  return envelope.success ? { ...envelope.data, time } : document;
}
