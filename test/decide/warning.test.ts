import { expect, test } from 'vitest';
import { caseOf } from '../../src/lib/decide/case.ts';
import { type WarningState, warningState } from '../../src/lib/decide/warning.ts';
import { worldOf } from '../../src/lib/decide/world.ts';
import type { Warning } from '../../src/lib/model/instance-record.ts';
import { type Instant, minus, minutes, plus } from '../../src/lib/model/instant.ts';
import type { NoticeRecord } from '../../src/lib/model/ledger.ts';
import { reason } from '../../src/lib/model/reason.ts';
import { NOON } from '../build/at.ts';
import { instance } from '../build/instance.ts';
import { memory, record, warning } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';

const WARNED = minus(NOON, minutes(20));
const TERMS = { rule: 'idle', edge: null, grace: minutes(30), notBefore: null } as const;
const { id: instanceId, type } = instance();

/** The message of a warning, taken by one channel after another. */
const message = (...accepted: readonly Instant[]): NoticeRecord => ({
  kind: 'notice',
  notice: {
    kind: 'withdrawn',
    dedupeKey: 'a-warning',
    urgency: 'now',
    at: WARNED,
    facts: {
      subject: { instanceId, name: 'web', type },
      reason: reason('nobody-to-warn', {}),
    },
  },
  recordedAt: WARNED,
  deliveries: accepted.map((at, index) => ({
    channel: `channel-${index}`,
    status: 'accepted',
    attempts: 1,
    at,
    confirmedRecipient: true,
  })),
  digestedAt: null,
});

function stateOf(given: Partial<Warning>, ...notices: readonly NoticeRecord[]): WarningState {
  const warned = warning({ warnedAt: WARNED, ...given });
  const instances = [record(instance(), { warnings: [warned] })];
  const seen = snapshot({ memory: memory({ instances, notices }) });
  return warningState(caseOf(worldOf(seen, policy(), PRICES), instance()), TERMS);
}

test('the grace runs from the first channel that took the message', () => {
  const first = minus(NOON, minutes(15));
  const second = minus(NOON, minutes(5));
  const stopAt = plus(first, TERMS.grace);
  expect(stateOf({}, message(second, first))).toEqual({ state: 'waiting', stopAt });
});

test('a warning whose message is not there yet has not been sent', () => {
  expect(stateOf({})).toEqual({ state: 'not-sent', warnedAt: WARNED });
  expect(stateOf({ noticeKey: null })).toEqual({ state: 'not-sent', warnedAt: WARNED });
});

test('a warning by another rule is none', () => {
  expect(stateOf({ rule: 'guard' }, message(WARNED))).toEqual({ state: 'none' });
});
