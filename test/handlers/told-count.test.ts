/** AWS's own count, from the answer of GetFreeTierUsage to the digest and the status page. */
import { expect, test } from 'vitest';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { parsePolicyDocument } from '../../src/lib/config/policy-document.ts';
import { shippedPrices } from '../../src/lib/config/price-document.ts';
import { renderPage } from '../../src/lib/link/html/render-page.ts';
import { priceTable } from '../../src/lib/meter/price.ts';
import { complete } from '../../src/lib/model/family.ts';
import { days, minutes } from '../../src/lib/model/instant.ts';
import { survey } from '../../src/lib/survey.ts';
import { renderDigest } from '../../src/lib/tell/render/digest-message.ts';
import { hold } from '../build/ledger.ts';
import { VIEWS } from '../pages/pages.ts';
import { statusAt } from '../pages/statuses.ts';
import { FULL_DAY } from '../tell/digests.ts';
import { SEOUL } from '../tell/notices.ts';

const line = (usageType: string, used: number, unit: string) => ({
  ...{ usageType, operation: 'RunInstances', kind: '12 Months Free', used, limit: 750, unit },
});

test('says which count is whose, and how far they differ', async () => {
  const world = simulatedAccount();
  const ports = world.portsFor({ kind: 'person', name: 'owner' });
  await world.advance(days(5));
  const told = [
    line('Global-BoxUsage:freetier.micro', 400.5, 'Hrs'),
    line('Global-PublicIPv4:InUseAddress', 90, 'furlongs'),
  ];
  const record = await survey({
    ...{ estate: ports.estate, ledger: ports.ledger, clock: ports.clock },
    freeTier: { ...ports.freeTier, usage: async () => complete(told) },
    account: ports.cloud.account,
    policy: parsePolicyDocument({ freeTier: { plan: 'legacy', accountCreated: '2026-01-15' } }),
    prices: priceTable(shippedPrices().rows, {}),
    managed: new Set(),
    timeLeft: () => minutes(10),
  });
  const meter = record?.meter ?? null;
  // What has a unit that nobody knows is left out, and the rest stands.
  expect(meter?.told?.map(({ name, used }) => [name, used])).toEqual([
    ['instanceHoursLinux', 400.5],
  ]);
  const { text } = renderDigest({ ...FULL_DAY, meter }, SEOUL);
  const mail = text.replaceAll(/\s+/g, ' ');
  expect(mail).toMatch(
    /AWS's own count.*Linux hours 400\.5 \([\d.]+ of it not seen here, and counted\)/,
  );
  const now = ports.clock.now();
  const status = { ...statusAt(now, hold()), meter };
  const page = renderPage({ kind: 'status', status }, VIEWS.en).replaceAll(/<[^>]+>/g, '');
  expect(page).toMatch(
    /AWS itself counts 400\.5 so far: [\d.]+ of that is not seen here, and is counted all the same/,
  );
  expect(page).toContain('The 12 free months end on');
});
