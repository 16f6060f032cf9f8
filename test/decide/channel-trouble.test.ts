/** When a channel that refuses is told of, and when not. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { channelMarks } from '../../src/lib/decide/channel-trouble.ts';
import { worldOf } from '../../src/lib/decide/world.ts';
import type { ChannelRecord } from '../../src/lib/model/channel-record.ts';
import { fault } from '../../src/lib/model/fault.ts';
import { hours, type Instant, minutes, plus } from '../../src/lib/model/instant.ts';
import type { Delivery, DigestRecord } from '../../src/lib/model/ledger.ts';
import type { Notice } from '../../src/lib/model/notice.ts';
import { NOON } from '../build/at.ts';
import { memory } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

const GONE = fault('slack-refused', 'Slack answers no_service', { awsCode: 'no_service' });
const POLICY = policy({ tell: { slack: { webhook: '/hook' } } });
const WEBHOOK = 'slack-webhook';

const sent = (at: Instant, status: 'accepted' | 'refused', attempts = 1): DigestRecord => ({
  kind: 'digest',
  date: '2026-11-24',
  at,
  deliveries: [
    {
      ...{ channel: WEBHOOK, status, attempts, at, confirmedRecipient: true },
      ...(status === 'refused' ? { fault: GONE, refusedSince: at } : {}),
    } satisfies Delivery,
  ],
});

interface Look {
  readonly channels: ChannelRecord | null;
  readonly notices: readonly Notice[];
}

function look(at: Instant, digests: readonly DigestRecord[], channels: Look['channels']): Look {
  const seen = snapshot({ takenAt: at, memory: memory({ digests, channels }) });
  const marks = channelMarks(worldOf(seen, POLICY, PRICES));
  const record = marks.flatMap((mark) => (mark.mark === 'channels-looked' ? mark.record : []))[0];
  const notices = marks.flatMap((mark) => (mark.mark === 'notice' ? mark.notice : []));
  return { channels: record ?? channels, notices };
}

const troubleOf = ({ notices }: Look) =>
  notices.map(({ facts }) => ('trouble' in facts ? facts.trouble : ''));

describe('a channel', () => {
  test.each([
    [1, []],
    [2, []],
    [3, ['channel-refused']],
    [5, ['channel-refused']],
  ])('that refused a message %i times', (attempts, told) => {
    expect(troubleOf(look(NOON, [sent(NOON, 'refused', attempts)], null))).toEqual(told);
  });

  test('that has taken a later message is in no trouble', () => {
    const digests = [sent(NOON, 'refused', 5), sent(plus(NOON, minutes(5)), 'accepted')];
    expect(look(plus(NOON, minutes(10)), digests, null)).toEqual({ channels: null, notices: [] });
  });

  test('is not written down again where nothing is new', () => {
    const digests = [sent(NOON, 'refused', 3)];
    const { channels } = look(plus(NOON, minutes(5)), digests, null);
    const next = look(plus(NOON, minutes(10)), digests, channels);
    expect(next).toEqual({ channels, notices: [] });
    expect(next.channels).toBe(channels);
  });

  test('has lost each message that was given up once, however long the ledger keeps it', () => {
    const first = [sent(NOON, 'refused', 5)];
    const known = look(plus(NOON, minutes(5)), first, null).channels;
    const later = plus(NOON, hours(2));
    const both = [...first, sent(later, 'refused', 5)];
    const after = look(plus(later, minutes(5)), both, known).channels;
    expect(after?.troubles).toMatchObject([{ since: NOON, lost: 2, fault: GONE }]);
    const onlySecond = look(plus(later, minutes(10)), both.slice(1), after).channels;
    expect(onlySecond).toBe(after);
  });

  test('that the policy does not name any more is forgotten', () => {
    const { channels } = look(NOON, [sent(NOON, 'refused', 3)], null);
    const seen = snapshot({ takenAt: NOON, memory: memory({ channels }) });
    expect(channelMarks(worldOf(seen, policy(), PRICES))).toEqual([
      { mark: 'channels-looked', record: { kind: 'channels', troubles: [] } },
    ]);
  });

  test('that is the only one is for the digest alone', () => {
    const refused = sent(NOON, 'refused', 3);
    const digests = [
      { ...refused, deliveries: refused.deliveries.map((one) => ({ ...one, channel: 'sns' })) },
    ];
    const seen = snapshot({ takenAt: NOON, memory: memory({ digests }) });
    const marks = channelMarks(worldOf(seen, policy(), PRICES));
    expect(marks.flatMap((mark) => (mark.mark === 'notice' ? mark.notice.urgency : []))).toEqual([
      'digest',
    ]);
  });
});

const turns = fc.array(fc.record({ wait: fc.integer({ min: 1, max: 30 }), works: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
});

test.prop({ turns })(
  'whatever a channel does: told at most once a day, its end after its beginning, and what is ' +
    'said last is how it is, a day after the last word',
  ({ turns: drawn }) => {
    const told: { readonly at: Instant; readonly trouble: string }[] = [];
    const digests: DigestRecord[] = [];
    let [now, channels]: [Instant, Look['channels']] = [NOON, null];
    const pass = (): void => {
      const seen = look(now, digests, channels);
      channels = seen.channels;
      told.push(...troubleOf(seen).map((trouble) => ({ at: now, trouble })));
    };
    for (const { wait, works } of drawn) {
      now = plus(now, hours(wait));
      digests.push(works ? sent(now, 'accepted') : sent(now, 'refused', 3));
      pass();
    }
    now = plus(now, hours(25));
    pass();
    const begun = told.filter(({ trouble }) => trouble === 'channel-refused');
    for (const [index, { at }] of begun.entries()) {
      const before = begun[index - 1];
      if (before) expect(at - before.at).toBeGreaterThanOrEqual(hours(24));
    }
    const kinds = told.map(({ trouble }) => trouble);
    expect(kinds).toEqual(
      kinds.map((_, index) => (index % 2 === 0 ? 'channel-refused' : 'channel-works')),
    );
    const isRefusing = drawn.at(-1)?.works === false;
    expect(kinds.at(-1) === 'channel-refused').toBe(isRefusing);
  },
);
