import assert from 'node:assert/strict';
import * as z from 'zod';
import { linkFor } from '../../../src/lib/link/link-for.ts';
import { idOf, isAccountId, isInstanceId } from '../../../src/lib/model/ids.ts';
import { instant } from '../../../src/lib/model/instant.ts';
import { stateOf } from '../hands.ts';
import { eventually } from '../promises.ts';
import { fire, ledgerOf, STACK, type Stage } from '../stage.ts';
import type { Instances } from './waking.ts';

const FunctionUrl = z.object({ FunctionUrl: z.string() });

const Keys = z.object({
  kind: z.literal('link-keys'),
  keys: z.array(
    z.object({ id: z.number(), secret: z.string(), madeAt: z.number().transform(instant) }),
  ),
});

const HOME = { account: idOf(isAccountId, '123456789012'), region: 'ap-northeast-2' };

/** The address of the function as ministack serves it, by a path and not by a name. */
async function baseOf({ calls, endpoint }: Stage): Promise<string> {
  const path = `/2021-10-31/functions/${STACK}-link-opened/url`;
  const { FunctionUrl: url } = FunctionUrl.parse(await calls.rest('lambda', `GET ${path}`));
  const [id] = new URL(url).hostname.split('.');
  return `${endpoint}/_aws/lambda-url/${id}/`;
}

/** As it stood in a mail: signed with the key that a pass has made. */
async function linkTo(stage: Stage, id: string): Promise<string> {
  const items = await ledgerOf(stage);
  const ring = Keys.parse(items.find(({ sk }) => sk === 'link-keys')?.['item']);
  const link = linkFor(
    await baseOf(stage),
    ring,
    HOME,
  )({
    resource: { kind: 'instance', id: idOf(isInstanceId, id) },
    actions: ['start'],
    stopAt: null,
    of: 'stopped:e2e',
    at: instant(Date.now()),
  });
  return z.string().parse(link);
}

const holdsIn = async (stage: Stage) =>
  (await ledgerOf(stage)).filter(({ sk }) => sk.startsWith('hold#'));

export async function pressing(stage: Stage, { office }: Instances): Promise<void> {
  const { kept } = stage;
  await kept('a link opens a page, and whoever opens it has changed nothing', async () => {
    const response = await fetch(await linkTo(stage, office));
    assert.equal(response.status, 200);
    assert.match(await response.text(), /<form/);
    assert.deepEqual(await holdsIn(stage), []);
  });
  await kept('a link that is not signed with the key is told nothing', async () => {
    const link = await linkTo(stage, office);
    const response = await fetch(link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')));
    assert.equal(response.status, 404);
  });
  await kept('what is pressed there is a hold, and the next tick does what it says', async () => {
    const body = new URLSearchParams({ action: 'start' });
    const response = await fetch(await linkTo(stage, office), { method: 'POST', body });
    assert.equal(response.status, 200, await response.text());
    assert.equal((await holdsIn(stage)).length, 1);
    await fire(stage, 'Tick');
    await eventually(async () => (await stateOf(stage, office)) === 'running' || undefined, {
      what: `start of ${office}`,
    });
  });
}
