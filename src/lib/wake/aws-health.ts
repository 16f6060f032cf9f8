import * as z from 'zod';
import { BULLETIN_CATEGORIES, type Bulletin } from '../model/bulletin.ts';
import { isInstanceId } from '../model/ids.ts';
import { type Instant, instant } from '../model/instant.ts';
import { complaintOf, plain } from './complaint.ts';
import type { Home } from './home.ts';
import { type Reading, WHOLE_REGION } from './reading.ts';

/** The fields that are told or compared; of a page as of the whole. */
const HealthEvent = z.object({
  eventArn: z.string(),
  service: z.string(),
  eventTypeCode: z.string(),
  eventTypeCategory: z.enum(BULLETIN_CATEGORIES).catch('other'),
  communicationId: z.string(),
  eventRegion: z.string().optional(),
  affectedAccount: z.string().optional(),
  statusCode: z.string().optional(),
  startTime: z.unknown().optional(),
  eventDescription: z
    .array(z.object({ language: z.string().optional(), latestDescription: z.string() }))
    .default([]),
  affectedEntities: z.array(z.object({ entityValue: z.string() })).default([]),
});
type HealthEvent = z.infer<typeof HealthEvent>;

/** `Thu, 10 Feb 2022 05:01:10 GMT`. */
const AWS_DATE = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function dateOf(text: unknown): Instant | null {
  if (typeof text !== 'string' || !AWS_DATE.test(text)) return null;
  const epochMs = Date.parse(text);
  return Number.isNaN(epochMs) ? null : instant(epochMs);
}

const TEXT_LENGTH_MAX = 600;
const MOST_ENTITIES = 10;

/** English, as the docs have it, or whatever comes first. */
function textOf({ eventDescription }: HealthEvent): string {
  const english = eventDescription.find(({ language }) => language?.startsWith('en') ?? false);
  const text = (english ?? eventDescription[0])?.latestDescription ?? '';
  return plain(text, TEXT_LENGTH_MAX).trim();
}

function bulletinOf(event: HealthEvent): Bulletin {
  const entities = event.affectedEntities.map(({ entityValue }) => plain(entityValue));
  return {
    eventArn: plain(event.eventArn),
    communicationId: plain(event.communicationId),
    code: plain(event.eventTypeCode),
    category: event.eventTypeCategory,
    isOver: event.statusCode === 'closed',
    startsAt: dateOf(event.startTime),
    text: textOf(event),
    entities: entities.slice(0, MOST_ENTITIES),
    moreEntities: Math.max(0, entities.length - MOST_ENTITIES),
  };
}

/** In the backup Region AWS tells of other Regions; in an organization, of other accounts. */
function whyNot({ service, eventRegion, affectedAccount }: HealthEvent, home: Home): string | null {
  if (service !== 'EC2') return `it is about ${JSON.stringify(plain(service))}`;
  if (eventRegion !== undefined && eventRegion !== home.region) {
    return `it is about ${JSON.stringify(plain(eventRegion))}`;
  }
  if (affectedAccount !== undefined && affectedAccount !== home.account) {
    return `it is about account ${JSON.stringify(plain(affectedAccount))}`;
  }
  return null;
}

/**
 * AWS Health Event. The instances that it names are looked at; what is planned for them EC2 itself
 * says then. All else nobody can be asked for without a support plan: that is a bulletin.
 */
export function readHealthEvent(detail: unknown, home: Home): Reading {
  const parsed = HealthEvent.safeParse(detail);
  if (!parsed.success) return { why: complaintOf(parsed.error, ['detail']) };
  const event = parsed.data;
  const why = whyNot(event, home);
  if (why !== null) return { why };
  const ids = event.affectedEntities.map(({ entityValue }) => entityValue).filter(isInstanceId);
  const scope = ids.length > 0 ? ({ kind: 'instances', ids } as const) : WHOLE_REGION;
  const isSeenElsewhere = event.eventTypeCategory === 'scheduledChange' && ids.length > 0;
  return {
    cause: 'health',
    scope,
    ...(isSeenElsewhere ? {} : { bulletin: bulletinOf(event) }),
  };
}
