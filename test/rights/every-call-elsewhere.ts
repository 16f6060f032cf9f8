/** The same day in another account, where the function behind the queue has to do all of it. */
import { between } from '../../src/lib/model/instant.ts';
import { manyPlaces } from '../simulation/many-places.ts';
import { wallOf } from '../simulation/wall.ts';
import { account, deeds, POLICY, withBus } from './every-call.ts';
import { partsOf } from './function-calls.ts';
import { watchedDigestPorts } from './watched-ports.ts';

const SHOP = '210987654321';
const ZONE = 'Asia/Seoul';

export async function everyCallElsewhere(): Promise<readonly string[]> {
  const asked = new Set<string>();
  const wall = wallOf(ZONE, '2026-11-02');
  const places = manyPlaces({
    policy: `mode: act\nzone: ${ZONE}\nselect: { accounts: [{ id: "${SHOP}" }] }\n${POLICY}`,
    startAt: wall.instantOf('20:15'),
    slack: ['slack-webhook', 'slack-app'],
    furnish: (setup, { account: id }) => {
      if (id === SHOP) account(setup);
    },
    watch: (ports) =>
      watchedDigestPorts(withBus(ports), (call, make) => {
        for (const part of partsOf(call)) asked.add(part);
        return make();
      }),
  });
  const { home, worlds } = places;
  home.hands('owner').confirmSubscription();
  const [there] = worlds.values();
  deeds((text, does) => {
    home.account.engine.at(wall.instantOf(text), () => there && does(there.hands('somebody')));
  });
  await places.run(between(home.now(), wall.instantOf('+1 23:00')));
  return [...asked].toSorted();
}
