import * as z from 'zod';
import { type Instant, instant, parseInstant } from '../model/instant.ts';
import type { NoopWake, Wake, WakeCause } from '../model/wake.ts';
import { readAlarmState } from './alarm-state.ts';
import { readHealthEvent } from './aws-health.ts';
import { complaintOf, plain } from './complaint.ts';
import type { Home } from './home.ts';
import { readInstanceState } from './instance-state.ts';
import { type Parser, WHOLE_REGION } from './reading.ts';
import { readEndpointState, readNotebookState } from './sagemaker-state.ts';

/** What every event has, from EventBridge and from our own schedules alike. */
const Envelope = z.object({
  source: z.string(),
  'detail-type': z.string(),
  account: z.string(),
  region: z.string(),
  time: z.unknown().optional(),
  detail: z.unknown().optional(),
});
type Envelope = z.infer<typeof Envelope>;

/** Our own schedules have nothing to say but that it is time. */
const timeFor =
  (cause: WakeCause): Parser =>
  () => ({ cause, scope: WHOLE_REGION });

/** By source and detail-type. What is not here is not for us. */
const PARSERS: Readonly<Record<string, Parser>> = {
  'aws.ec2/EC2 Instance State-change Notification': readInstanceState,
  'aws.cloudwatch/CloudWatch Alarm State Change': readAlarmState,
  'aws.cloudwatch/CloudWatch Alarm Contributor State Change': readAlarmState,
  'aws.sagemaker/SageMaker Notebook Instance State Change': readNotebookState,
  'aws.sagemaker/SageMaker Endpoint State Change': readEndpointState,
  'aws.health/AWS Health Event': readHealthEvent,
  'tierkeeper/Clock Ticked': timeFor('clock'),
  'tierkeeper/Digest Due': timeFor('day'),
};

const parserOf = (event: Envelope): Parser | undefined => {
  const key = `${event.source}/${event['detail-type']}`;
  return Object.hasOwn(PARSERS, key) ? PARSERS[key] : undefined;
};

const noop = (why: string): NoopWake => ({ cause: 'noop', why });
const quoted = (text: string): string => JSON.stringify(plain(text));

/** SageMaker's own page has an endpoint's event with `"time": "1583831889050"`. */
const EPOCH_MILLISECONDS = /^\d{13}$/;

const toldTime = (text: string): Instant | undefined =>
  EPOCH_MILLISECONDS.test(text) ? instant(Number(text)) : parseInstant(text);

/** Never after now, and now where it cannot be read: a lost minute must not lose the wake. */
const happenedAt = (time: unknown, now: Instant): Instant => {
  const told = typeof time === 'string' ? toldTime(time) : undefined;
  return told === undefined ? now : instant(Math.min(told, now));
};

/** Reads any document at all: a wake, or a noop that says why. Never throws. */
export function wakeOf(document: unknown, now: Instant, home: Home): Wake | NoopWake {
  const envelope = Envelope.safeParse(document);
  if (!envelope.success) return noop(`this is no event: ${complaintOf(envelope.error)}`);
  const event = envelope.data;
  const type = quoted(event['detail-type']);
  if (event.account !== home.account || event.region !== home.region) {
    const origin = `${quoted(event.account)} in ${quoted(event.region)}`;
    return noop(`${type} comes from account ${origin}, which is not looked after here`);
  }
  const parser = parserOf(event);
  if (!parser) return noop(`nothing is known of ${type} from ${quoted(event.source)}`);
  const reading = parser(event.detail, home);
  if ('why' in reading) return noop(`${type}: ${reading.why}`);
  return { ...reading, at: happenedAt(event.time, now) };
}
