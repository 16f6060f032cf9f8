import { describe, expect, test } from 'vitest';
import { decide } from '../../src/lib/decide/decide.ts';
import { days, minus, plus } from '../../src/lib/model/instant.ts';
import type { Control } from '../../src/lib/model/ledger.ts';
import { NO_LINKS } from '../../src/lib/model/link.ts';
import type { Scope } from '../../src/lib/model/wake.ts';
import { tell } from '../../src/lib/tell/tell.ts';
import { memory } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { PRICES } from '../build/prices.ts';
import { snapshot } from '../build/snapshot.ts';
import { channelNamed, Desk, NO_EXCHANGE, type TestChannel } from './desk.ts';
import { NINE_AM } from './digests.ts';
import { allNotices, warnings } from './notices.ts';

const korean = { zone: 'Asia/Seoul', language: 'ko' };

interface Now {
  readonly scope?: Scope;
  readonly control?: Control;
}

async function pass(
  desk: Desk,
  document = {},
  { scope = { kind: 'region' }, control }: Now = {},
): Promise<void> {
  const settings = policy({ ...korean, sweep: { on: false }, ...document });
  const activation = { kind: 'activation', mode: 'act', since: minus(NINE_AM, days(9)) } as const;
  const digests = [...desk.digests.values()];
  const seen = snapshot({
    takenAt: desk.now,
    scope,
    memory: memory({ activation, digests, ...(control && { control }) }),
  });
  await tell({
    channels: desk.channels,
    policy: settings,
    prices: PRICES,
    snapshot: seen,
    plan: decide(seen, settings, PRICES),
    records: [...desk.notices.values()],
    instances: seen.memory.instances,
    recallSavings: async () => ({ kept: [], allowances: [] }),
    links: async () => NO_LINKS,
    save: desk.save,
    claim: desk.claim,
    exchange: NO_EXCHANGE,
    now: () => desk.now,
  });
}

function morning(...channels: readonly TestChannel[]): Desk {
  const desk = new Desk(...channels);
  desk.now = NINE_AM;
  return desk;
}

/** Two stops a day, and two passes in the morning. */
async function liveDays(count: number, desk: Desk, document: object): Promise<void> {
  const stopped = allNotices().filter(({ kind }) => kind === 'stopped');
  for (let day = 0; day < count; day += 1) {
    for (const stop of stopped.slice(0, 2)) desk.record({ ...stop, urgency: 'digest' });
    await pass(desk, document);
    await pass(desk, document);
    desk.wait(days(1));
  }
}

describe('the last step of a pass', () => {
  test('sends what cannot wait, and the digest once its time has come', async () => {
    const sns = channelNamed('sns');
    const desk = morning(sns);
    desk.record(...warnings(2));
    await pass(desk);
    expect(sns.asked).toBe(1);
    await pass(desk);
    expect(sns.received.map(({ subject }) => subject)).toEqual([
      'Tierkeeper: dev-1을 22:00 KST에 중지합니다 (외 1건)',
      'Tierkeeper: 11월 24일(화): 아무 일도 없었습니다',
    ]);
  });

  test('looks back on a week once, however often it is woken, and the next day not', async () => {
    const sns = channelNamed('sns');
    const desk = morning(sns);
    const weekly = { language: 'en', tell: { weekly: 'tue' } };
    desk.now = minus(NINE_AM, days(2));
    await liveDays(4, desk, weekly);
    const weeks = sns.received.filter(({ text }) => text.includes('The past week'));
    expect(sns.received).toHaveLength(4);
    expect(weeks.map(({ subject }) => subject)).toEqual([
      'Tierkeeper: Tue 24 Nov: 6 stops in the past week; 2 done',
    ]);
  });

  test('looks back on a month once, in the first digest of the next', async () => {
    const sns = channelNamed('sns');
    const desk = morning(sns);
    const monthly = { language: 'en', tell: { weekly: null } };
    desk.now = plus(NINE_AM, days(4));
    await liveDays(5, desk, monthly);
    const months = sns.received.filter(({ text }) => text.includes('The past month'));
    expect(sns.received).toHaveLength(5);
    expect(months.map(({ subject }) => subject)).toEqual([
      'Tierkeeper: Tue 1 Dec: 8 stops in the past month; 2 done',
    ]);
  });

  test('leaves the digest to a look at the whole Region', async () => {
    const sns = channelNamed('sns');
    await pass(morning(sns), {}, { scope: { kind: 'instances', ids: [] } });
    expect(sns.received).toEqual([]);
  });

  test('is silent on an empty day where the policy says so', async () => {
    const sns = channelNamed('sns');
    const desk = morning(sns);
    await pass(desk, { tell: { emptyDay: 'none' } });
    expect(sns.received).toEqual([]);
    expect([...desk.digests.keys()]).toEqual(['2026-11-24']);
  });

  test('is never silent about a pause, which nobody may forget', async () => {
    const sns = channelNamed('sns');
    const at = minus(NINE_AM, days(2));
    const control: Control = { kind: 'control', paused: true, mode: null, at };
    await pass(morning(sns), { tell: { emptyDay: 'none' }, language: 'en' }, { control });
    const [digest] = sns.received;
    expect(digest?.subject).toBe('Tierkeeper: Tue 24 Nov: paused; nothing happened');
    expect(digest?.text).toContain('Paused since Sun 22 Nov 2026 09:00 KST: Tierkeeper looks');
    expect(digest?.text).toContain('\nTo go on:\n  npx tierkeeper resume\n');
  });

  test('sends the digest although a channel failed, and then fails', async () => {
    const [slack, sns] = [channelNamed('slack'), channelNamed('sns')];
    slack.confirmed = new Error('ENOTFOUND');
    const desk = morning(slack, sns);
    desk.record(...warnings(1));
    await expect(pass(desk)).rejects.toThrow('several channels or places failed');
    expect(sns.received).toHaveLength(2);
  });
});
