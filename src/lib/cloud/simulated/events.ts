/** The event bus: best effort for EC2, durable for alarms, in no particular order. */
import { type Duration, minutes, plus, seconds } from '../../model/instant.ts';
import type { Account } from './account.ts';
import {
  type EventDocument,
  instanceStateChange,
  notebookStateChange,
  type Origin,
} from './documents.ts';
import type { FaultOptions } from './faults.ts';
import type { Stream } from './random.ts';

/** What a rule matches; one without detail types matches all of its source. */
export interface EventRule {
  readonly source: string;
  readonly detailTypes?: readonly string[];
  /** Of `detail.state`; without them every state. */
  readonly states?: readonly string[];
  readonly deliver: (document: EventDocument) => void;
}

export interface EventBus {
  subscribe(rule: EventRule): void;
  publish(document: EventDocument): void;
  /** Id, account, Region and time of an event that happens now. */
  origin(): Origin;
}

/**
 * CloudWatch guarantees its alarm events; EC2's "might not be delivered" (events reference). AWS
 * Health delivers "on a durable basis", and at least once (Health user guide).
 */
const isDurable = ({ source }: EventDocument): boolean =>
  source === 'aws.cloudwatch' || source === 'aws.health';

const wholeSeconds = (stream: Stream, from: number, to: number): Duration =>
  seconds(stream.whole(from, to));

/** One copy's way: a second or two; overtaken by what happens within minutes; or hours late. */
function delayOf(stream: Stream, faults: FaultOptions): Duration {
  if (stream.happens(faults.eventLate)) return wholeSeconds(stream, 300, 7_200);
  if (stream.happens(faults.eventReordered)) return wholeSeconds(stream, 15, 240);
  return wholeSeconds(stream, 1, 2);
}

function delaysOf(document: EventDocument, stream: Stream, faults: FaultOptions): Duration[] {
  if (!isDurable(document) && stream.happens(faults.eventLost)) return [];
  const copies = stream.happens(faults.eventDuplicated) ? 2 : 1;
  return Array.from({ length: copies }, () => delayOf(stream, faults));
}

const matches = (rule: EventRule, document: EventDocument): boolean =>
  rule.source === document.source &&
  (rule.detailTypes === undefined || rule.detailTypes.includes(document['detail-type'])) &&
  (rule.states === undefined || rule.states.includes(stateIn(document)));

const stateIn = ({ detail }: EventDocument): string =>
  typeof detail === 'object' && detail !== null && 'state' in detail ? String(detail.state) : '';

export function createEventBus(account: Account): EventBus {
  const { engine, faults, journal } = account;
  const stream = account.chance.stream('events');
  const rules: EventRule[] = [];
  let published = 0;

  const deliver = (document: EventDocument): void => {
    for (const rule of rules) if (matches(rule, document)) rule.deliver(document);
  };
  const bus: EventBus = {
    subscribe: (rule) => {
      rules.push(rule);
    },
    publish: (document) => {
      const now = engine.now();
      const delays = delaysOf(document, stream, faults);
      const deliveries = delays.map((delay) => plus(now, delay));
      const { id, 'detail-type': detailType, resources } = document;
      journal.write({ kind: 'event', at: now, id, detailType, resources, deliveries });
      for (const delay of delays) engine.after(delay, () => deliver(document));
    },
    origin: () => {
      published += 1;
      const id = account.identity.event(published);
      return { account: account.id, region: account.region, id, at: engine.now() };
    },
  };
  account.stateListeners.push(({ id, state }) =>
    bus.publish(instanceStateChange(bus.origin(), id, state)),
  );
  account.notebookListeners.push((notebook) =>
    bus.publish(notebookStateChange(bus.origin(), notebook)),
  );
  return bus;
}

/** How late a scheduler may be: a minute's precision, and now and then some minutes more. */
export const schedulerDelay = (stream: Stream, faults: FaultOptions): Duration =>
  stream.happens(faults.tickLate) ? minutes(stream.whole(2, 9)) : wholeSeconds(stream, 0, 20);
