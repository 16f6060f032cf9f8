import assert from 'node:assert/strict';
import type { Told } from '../queue.ts';
import type { Case } from '../stage.ts';

/** EC2 lists it still; stopped, it is not found (see `listAs` in moto-help.ts). */
const GHOST = 'i-0aaaaaaaaaaaaaaaa';

interface Outcome {
  readonly instanceId: string;
  readonly result: string;
  readonly fault: { readonly code: string; readonly awsCode: string } | null;
}

/** The instances that messages are about. */
const idsIn = (told: readonly Told[]): ReadonlySet<string> =>
  new Set(
    told
      .flatMap(({ document }) => document.notices)
      .map(({ facts }) => (facts['subject'] as { instanceId: string }).instanceId),
  );

export const vanishedInstance: Case = {
  name: 'A batch with one vanished instance still stops the others',
  async run({ owner, help, at, wake, check, ledger }) {
    const [first = '', vanished = '', last = ''] = [
      await owner.launch({ name: 'dev-1' }),
      await owner.launch({ name: 'dev-2' }),
      await owner.launch({ name: 'dev-3' }),
    ];
    help.listAs(vanished, GHOST);

    await wake('clock-ticked', { at: at('21:30') });
    const warned = await wake('clock-ticked', { at: at('21:45') });
    await check('one message warns of all three', () => {
      assert.equal(warned.told.length, 1);
      assert.deepEqual(idsIn(warned.told), new Set([first, GHOST, last]));
    });

    await wake('clock-ticked', { at: at('22:01') });
    await check('EC2 refused the whole call for the one, and the others are stopped', async () => {
      assert.equal(await owner.stateOf(first), 'stopped');
      assert.equal(await owner.stateOf(last), 'stopped');
    });
    await check('the ledger says what became of it', async () => {
      const items = (await ledger()).filter(({ sk }) => sk.startsWith('outcomes#'));
      const outcomes = items.flatMap(({ item }) => (item as { outcomes: Outcome[] }).outcomes);
      assert.partialDeepStrictEqual(outcomes, [
        {
          instanceId: GHOST,
          result: 'gone',
          fault: { code: 'not-found', awsCode: 'InvalidInstanceID.NotFound' },
        },
      ]);
      assert.equal(outcomes.length, 1);
    });

    await owner.terminate(vanished);
    const seen = await wake('clock-ticked', { at: at('22:06') });
    await check('two stops are told, in one message, and no failure', () => {
      assert.equal(seen.told.length, 1);
      assert.deepEqual(idsIn(seen.told), new Set([first, last]));
      const kinds = seen.told[0]?.document.notices.map(({ kind }) => kind);
      assert.deepEqual(kinds, ['stopped', 'stopped']);
    });
  },
};
