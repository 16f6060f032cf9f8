/** A ledger and channels in memory; they do what the test tells them and keep what they got. */
import type { Channel, ChannelMessage, SendResult } from '../../src/lib/cloud/cloud.ts';
import type { DigestExchange } from '../../src/lib/model/digest-part.ts';
import { fault } from '../../src/lib/model/fault.ts';
import { type Duration, type Instant, minutes, plus } from '../../src/lib/model/instant.ts';
import type { Delivery, DigestRecord, NoticeRecord } from '../../src/lib/model/ledger.ts';
import type { Notice } from '../../src/lib/model/notice.ts';
import type { MonthAllowance } from '../../src/lib/model/savings.ts';
import { type Delivered, deliver } from '../../src/lib/tell/deliver.ts';
import { SEOUL } from './notices.ts';
import { TEN_PM } from './reasons.ts';

export const ACCEPTED: SendResult = { sent: 'accepted' };
export const DOUBTFUL: SendResult = { sent: 'doubtful', message: 'socket hang up' };
export const REFUSED: SendResult = {
  sent: 'refused',
  fault: fault('message-refused', 'the topic is gone'),
};

export interface TestChannel extends Channel {
  readonly received: ChannelMessage[];
  /** One for each send to come; accepted when there are no more. */
  readonly answers: (SendResult | Error)[];
  confirmed: boolean | null | Error;
  asked: number;
}

export function channelNamed(name: string): TestChannel {
  const channel: TestChannel = {
    name,
    received: [],
    answers: [],
    confirmed: true,
    asked: 0,
    async send(message) {
      const answer = channel.answers.shift() ?? ACCEPTED;
      if (answer instanceof Error) throw answer;
      if (answer.sent === 'accepted') channel.received.push(message);
      return answer;
    },
    async hasConfirmedRecipient() {
      channel.asked += 1;
      if (channel.confirmed instanceof Error) throw channel.confirmed;
      return channel.confirmed;
    },
  };
  return channel;
}

/** One place alone asks for nothing of others. */
const askedNothing = async (): Promise<never> => {
  throw new Error('there is nobody else to tell of');
};
export const NO_EXCHANGE: DigestExchange = {
  ...{ handOver: askedNothing, hear: askedNothing, round: askedNothing, keepRound: askedNothing },
};

/** What the ledger holds, and a clock that each pass moves by five minutes. */
export class Desk {
  readonly notices = new Map<string, NoticeRecord>();
  readonly digests = new Map<string, DigestRecord>();
  now: Instant = TEN_PM;
  /** Counted down by each write; at zero the process dies, as it may at any time. */
  writesLeft = Number.POSITIVE_INFINITY;
  readonly channels: readonly TestChannel[];

  constructor(...channels: readonly TestChannel[]) {
    this.channels = channels;
  }

  record(...notices: readonly Notice[]): void {
    for (const notice of notices) {
      this.notices.set(notice.dedupeKey, {
        kind: 'notice',
        notice,
        recordedAt: this.now,
        deliveries: [],
        digestedAt: null,
      });
    }
  }

  deliveries(key: string): readonly Delivery[] {
    return this.notices.get(key)?.deliveries ?? [];
  }

  wait(duration: Duration): void {
    this.now = plus(this.now, duration);
  }

  readonly save = async (record: NoticeRecord | DigestRecord | MonthAllowance): Promise<void> => {
    this.write();
    if (record.kind === 'month-allowance') return;
    if (record.kind === 'digest') this.digests.set(record.date, record);
    else this.notices.set(record.notice.dedupeKey, record);
  };

  readonly claim = async (record: DigestRecord): Promise<boolean> => {
    this.write();
    if (this.digests.has(record.date)) return false;
    this.digests.set(record.date, record);
    return true;
  };

  private write(): void {
    if (this.writesLeft <= 0) throw new Error('the process died');
    this.writesLeft -= 1;
  }

  /** One pass' delivery, five minutes after the last. */
  async pass(perHour = 12, quiet = false): Promise<Delivered> {
    const { channels, save } = this;
    const records = [...this.notices.values()];
    const now = () => this.now;
    this.wait(minutes(5));
    return deliver({ records, channels, view: SEOUL, perHour, quiet, save, now });
  }
}
