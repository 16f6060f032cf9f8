/** The line to Slack that every channel of a process shares: paced, patient, and sure of little. */
import { between, type Duration, type Instant, later, plus, seconds } from '../../model/instant.ts';
import type { Clock, SendResult } from '../cloud.ts';
import { type Fetch, post, type SlackRequest } from './post.ts';
import { refused, TOO_MANY, unreached } from './refusal.ts';

export interface Line {
  /** Posts when its turn has come; what is certain to be unsent is tried again, if soon. */
  send(request: SlackRequest, judge: Judge): Promise<SendResult>;
}

/** What an answer means that is neither an error of Slack's own nor a plea for patience. */
export type Judge = (reply: { readonly status: number; readonly body: string }) => SendResult;

export interface LineOptions {
  readonly clock: Clock;
  readonly sleep: (duration: Duration) => Promise<void>;
  readonly fetch: Fetch;
}

/** One message a second: https://docs.slack.dev/apis/web-api/rate-limits */
const INTERVAL: Duration = seconds(1);
/** For longer nobody waits within a pass: the next one tries again. */
const PATIENCE: Duration = seconds(3);
const TRIES = 3;

export function openLine({ clock, sleep, fetch }: LineOptions): Line {
  let next: Instant | null = null;
  const turn = async (): Promise<void> => {
    const now = clock.now();
    const at = next === null ? now : later(now, next);
    next = plus(at, INTERVAL);
    if (at > now) await sleep(between(now, at));
  };
  return {
    async send(request, judge) {
      for (let left = TRIES - 1; ; left -= 1) {
        await turn();
        const { result, again } = await sendOnce(fetch, request, judge);
        if (again === null || again > PATIENCE || left === 0) return result;
        await sleep(again);
      }
    },
  };
}

interface Sent {
  readonly result: SendResult;
  /** After how long it may be tried again; null: never, or not by us. */
  readonly again: Duration | null;
}

async function sendOnce(fetch: Fetch, request: SlackRequest, judge: Judge): Promise<Sent> {
  const reply = await post(fetch, request);
  if (!reply.came) {
    const { isSent, why } = reply;
    return isSent === null
      ? { result: { sent: 'doubtful', message: why }, again: null }
      : { result: { sent: 'refused', fault: unreached(why) }, again: INTERVAL };
  }
  if (reply.status === 429) {
    return { result: refused(TOO_MANY, 429), again: reply.retryAfter ?? INTERVAL };
  }
  // Slack failed inside, perhaps after the message had gone out.
  if (reply.status >= 500) {
    return { result: { sent: 'doubtful', message: `Slack: ${reply.status}` }, again: null };
  }
  return { result: judge(reply), again: null };
}
