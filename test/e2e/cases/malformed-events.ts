import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { QUIET } from '../owner.ts';
import type { Case, Woken } from '../stage.ts';

const MALFORMED = readdirSync(new URL('../../../events/', import.meta.url))
  .filter((file) => file.startsWith('malformed-'))
  .map((file) => file.replace(/\.json$/, ''))
  .sort();

/** Embedded metric format: CloudWatch reads the count out of the log line. */
const METRIC = {
  CloudWatchMetrics: [{ Namespace: 'Tierkeeper', Metrics: [{ Name: 'NoopWakes', Unit: 'Count' }] }],
};

export const malformedEvents: Case = {
  name: 'A malformed event changes nothing, and is counted',
  async run({ owner, at, wake, check, ledger }) {
    const id = await owner.launch({ name: 'forgotten' });
    await owner.measure(id, QUIET, { from: at('11:30'), to: at('13:30') });
    const woken: Woken[] = [];
    for (const event of MALFORMED) {
      const by = event === 'malformed-alarm-metrics' ? 'alarm-changed' : 'instance-changed';
      woken.push(await wake(event, { at: at('13:00'), by }));
    }
    await check('each is answered, without an error that Lambda would retry', () => {
      assert(woken.length > 0);
      for (const { answer } of woken) assert.partialDeepStrictEqual(answer, { kind: 'noop' });
    });
    await check('each is one NoopWakes among the metrics in the log', () => {
      for (const { log } of woken) {
        const counts = log.filter((line) => '_aws' in line);
        assert.partialDeepStrictEqual(counts, [{ NoopWakes: 1, _aws: METRIC }]);
        assert.equal(counts.length, 1);
      }
    });
    await check('nobody is told, the ledger is empty, and the idle instance runs on', async () => {
      assert.deepEqual(
        woken.flatMap(({ told }) => told),
        [],
      );
      assert.deepEqual(await ledger(), []);
      assert.equal(await owner.stateOf(id), 'running');
    });
  },
};
