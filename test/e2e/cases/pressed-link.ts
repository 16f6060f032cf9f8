import assert from 'node:assert/strict';
import { get, post } from '../browse.ts';
import type { Case, Stage } from '../stage.ts';

/** As somebody would find it: the one address in the mail. */
function addressIn(mail: string): URL {
  const [address = '', ...others] = mail.match(/https:\/\/\S+\/l\/\S+/g) ?? [];
  assert.deepEqual(others, []);
  return new URL(address);
}

const INVITING = /<button type="submit" name="action" value="tonight">/;

async function opened({ open, at, check, ledger }: Stage, path: string): Promise<void> {
  const before = await ledger();
  const page = await open(get(path), { at: at('21:48') });
  const scanner = await open({ ...get(path), method: 'HEAD' }, { at: at('21:48') });
  await check(
    'opened, its link shows what can be done, and the ledger stays as it was',
    async () => {
      assert.equal(page.status, 200);
      assert.match(page.body, INVITING);
      assert.match(page.body, /dev-box/);
      assert.deepEqual([scanner.status, scanner.body], [200, '']);
      assert.deepEqual(await ledger(), before);
    },
  );
  const forged = path.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
  const refused = await open(post(forged, 'action=tonight'), { at: at('21:49') });
  await check('forged, it gets a page that tells nothing, and changes nothing', async () => {
    assert.equal(refused.status, 404);
    assert.match(refused.body, /This link does not work/);
    assert.doesNotMatch(refused.body, /dev-box|123456789012/);
    assert.deepEqual(await ledger(), before);
  });
}

export const pressedLink: Case = {
  name: 'The link in the mail, opened, changes nothing; pressed, it keeps the instance on',
  async run(stage) {
    const { owner, at, wake, open, check, ledger } = stage;
    const dev = await owner.launch({ name: 'dev-box' });
    await wake('clock-ticked', { at: at('21:30') });
    const warned = await wake('clock-ticked', { at: at('21:45') });
    const { pathname } = addressIn(warned.told[0]?.mail ?? '');
    await opened(stage, pathname);

    const pressed = await open(post(pathname, 'action=tonight'), { at: at('21:50') });
    await check('pressed, it answers until when, and the hold is in DynamoDB', async () => {
      assert.equal(pressed.status, 200);
      assert.match(pressed.body, /On hold until/);
      const held = (await ledger()).filter(({ sk }) => sk === `hold#${dev}`);
      assert.partialDeepStrictEqual(held, [
        { item: { want: 'leave', until: at('07:00', 1), by: 'link' } },
      ]);
    });
    const late = await wake('clock-ticked', { at: at('22:01') });
    await check('and at 22:00 it is left running', async () => {
      assert.equal(await owner.stateOf(dev), 'running');
      assert.deepEqual(late.told, []);
    });
  },
};
