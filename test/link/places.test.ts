/** Links of other Regions and accounts, which one function answers at home. */
import { describe, expect, test } from 'vitest';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { answerLinks } from '../../src/lib/link/answer.ts';
import { readStatusBasis, statusOf } from '../../src/lib/link/status.ts';
import { idOf, isAccountId } from '../../src/lib/model/ids.ts';
import type { LedgerItem } from '../../src/lib/model/ledger.ts';
import { type HomePlace, placesOf, sweptAt } from '../../src/lib/model/managed-place.ts';
import { keyOfItem, surveyKey } from '../../src/lib/record/place.ts';
import { NOON } from '../build/at.ts';
import { instance } from '../build/instance.ts';
import { record } from '../build/ledger.ts';
import { policy } from '../build/policy.ts';
import { SAMPLES } from '../contract/ledger-items.ts';
import { meterReport } from '../contract/meter-report.ts';
import { FORM, tokenOf } from './front-desk.ts';
import { BOX, HOME, KEY } from './tokens.ts';

const SHOP = idOf(isAccountId, '210987654321');
const THERE: HomePlace = { account: SHOP, region: 'us-east-1' };

async function desk(regions: readonly string[], accounts: object[] = []) {
  const world = simulatedAccount({ startAt: NOON });
  const { ledger } = world.ports;
  const put = async (place: HomePlace, item: LedgerItem): Promise<void> => {
    await ledger.put({ key: keyOfItem(place, item), item, expiresAt: null }, 'any');
  };
  await put(HOME, { kind: 'link-keys', keys: [KEY] });
  await put(THERE, record(instance({ id: BOX, tags: { Name: 'till' } })));
  const selected = { names: [], tags: {}, types: [], regions, accounts };
  const answer = answerLinks({
    ledger: { store: ledger, place: HOME },
    clock: { now: () => NOON },
    policy: policy({ mode: 'act', select: selected }),
    slack: null,
    log: null,
  });
  const ask = (place: HomePlace, asking: object = {}) =>
    answer({
      method: 'GET',
      path: `/l/${tokenOf(place)}`,
      headers: {},
      query: new URLSearchParams(),
      body: Buffer.from(''),
      ...asking,
    });
  const holds = () =>
    world.ledger
      .items()
      .filter(({ item }) => item.kind === 'hold')
      .map(({ key }) => key.partition);
  return { ask, holds };
}

const account = (regions: readonly string[]) => [
  { id: SHOP, name: 'shop', regions, role: 'tierkeeper-spoke', externalId: null },
];
const PRESS = { method: 'POST', headers: FORM, body: Buffer.from('action=hour') };

describe('a link of another account', () => {
  test('opens a page about what is there', async () => {
    const { ask } = await desk(['home'], account(['us-east-1']));
    const { status, body } = await ask(THERE);
    expect(status).toBe(200);
    expect(body).toContain('till');
  });

  test('writes its hold there, and nowhere else', async () => {
    const { ask, holds } = await desk(['home'], account(['us-east-1']));
    expect((await ask(THERE, PRESS)).status).toBe(200);
    expect(holds()).toEqual([`hold#${SHOP}#us-east-1`]);
  });

  test('is nothing once the policy names that place no more', async () => {
    const { ask, holds } = await desk(['home'], account(['eu-west-1']));
    expect((await ask(THERE, PRESS)).status).toBe(404);
    expect(holds()).toEqual([]);
  });
});

describe('a link of another Region of our own account', () => {
  test('is of that Region alone', async () => {
    const there = { account: HOME.account, region: 'us-east-1' };
    const { ask, holds } = await desk(['home', 'us-east-1']);
    await ask(there, PRESS);
    expect(holds()).not.toContain(`hold#${HOME.account}#${HOME.region}`);
  });
});

describe('the status page of another Region', () => {
  const there = { account: HOME.account, region: 'us-east-1' };
  const places = placesOf(policy({ select: { regions: ['home', 'us-east-1'] } }), HOME);

  async function meterAt(surveyed: readonly (readonly [HomePlace, month: string])[]) {
    const { ledger } = simulatedAccount({ startAt: NOON }).ports;
    for (const [place, month] of surveyed) {
      const meter = { ...meterReport(NOON), month };
      const item = { ...SAMPLES.survey, meter };
      await ledger.put({ key: surveyKey(place), item, expiresAt: null }, 'any');
    }
    const swept = sweptAt(places, there);
    const basis = await readStatusBasis({ store: ledger, place: there, sweptAt: swept });
    return statusOf(basis, { place: there, policy: policy({}), now: NOON });
  }

  test('has the meter of its account, which is swept at home, but no savings of home', async () => {
    const { meter, saved } = await meterAt([[HOME, '2026-11']]);
    expect(meter?.month).toBe('2026-11');
    expect(saved).toBeNull();
  });

  test('has its own where it was swept itself', async () => {
    const { meter } = await meterAt([
      [HOME, '2026-11'],
      [there, '2026-10'],
    ]);
    expect(meter?.month).toBe('2026-10');
  });

  test('has none where nobody has swept yet', async () => {
    expect((await meterAt([])).meter).toBeNull();
  });
});
