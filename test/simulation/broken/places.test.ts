/** Law 2, of several places, finds the product that loses or repeats what they have to tell. */
import { describe, expect, test } from 'vitest';
import type { DigestPorts, LedgerStore } from '../../../src/lib/cloud/cloud.ts';
import { DEAD } from '../../../src/lib/cloud/simulated/loads.ts';
import { days } from '../../../src/lib/model/instant.ts';
import type { LedgerItem } from '../../../src/lib/model/ledger.ts';
import { oneDigestOfAll } from '../checkers/one-digest-of-all.ts';
import { type ManyOptions, manyPlaces } from '../many-places.ts';

const SHOP = '210987654321';
const POLICY = `mode: act
zone: Asia/Seoul
select: { regions: [home, us-east-1], accounts: [{ id: "${SHOP}", name: shop, regions: [home] }] }
tell: { digest: "03:00", weekly: null }
`;

async function violations(broken: Partial<ManyOptions>): Promise<readonly string[]> {
  const places = manyPlaces({
    policy: POLICY,
    furnish: (setup) => setup.instance({ name: 'idle', load: DEAD }),
    ...broken,
  });
  places.home.hands('owner').confirmSubscription();
  await places.run(days(2.3));
  return oneDigestOfAll(places).map(({ says }) => says);
}

const without =
  (kind: LedgerItem['kind']) =>
  (ledger: LedgerStore): LedgerStore => ({
    ...ledger,
    put: async (write, expectation) =>
      write.item.kind === kind ? { written: true, revision: 1 } : ledger.put(write, expectation),
  });

const losing =
  (kind: LedgerItem['kind']) =>
  (ports: DigestPorts): DigestPorts => ({ ...ports, ledger: without(kind)(ports.ledger) });

/** Who has not been heard of stands nowhere. */
const silent = (ports: DigestPorts): DigestPorts => ({
  ...ports,
  channels: ports.channels.map((channel) => ({
    ...channel,
    send: (message) => {
      const document = { ...JSON.parse(message.document), missing: [] };
      return channel.send({ ...message, document: JSON.stringify(document) });
    },
  })),
});

describe('law 2, what several places have to tell is told once', () => {
  const refusing = new Set([SHOP]);

  test.each<readonly [string, Partial<ManyOptions>]>([
    ['all of them can be reached', {}],
    ['one of them refuses', { refusing }],
  ])('finds nothing in the honest product where %s', async (_, options) => {
    expect(await violations(options)).toEqual([]);
  });

  test('finds a product that forgets what it has told of others', async () => {
    const [first] = await violations({ tampered: losing('digest-round') });
    expect(first).toContain('told again: 123456789012#us-east-1 of 2026-11-01');
  });

  test('finds a product that forgets that the digest of all is out', async () => {
    const [first] = await violations({ tampered: losing('digest') });
    expect(first).toContain('sent again: sns digest of 2026-11-01');
  });

  test('finds a product that loses what places hand over', async () => {
    const [first] = await violations({ metered: without('digest-part') });
    expect(first).toContain('handed over and never told: 123456789012#us-east-1 2026-11-01');
  });

  test('finds a product that says nothing of who is missing', async () => {
    const [first] = await violations({ tampered: silent, refusing });
    expect(first).toContain('forgot in the digest of 2026-11-01: 210987654321#ap-northeast-2');
  });
});
