import assert from 'node:assert/strict';
import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { emulated } from '../../emulators/emulator.ts';
import { inventory } from '../inventory.ts';
import { eventually } from '../promises.ts';
import { fire, ledgerOf, missing, type Stage, TABLE } from '../stage.ts';
import { deploy } from './deploying.ts';

const remove = async ({ project }: Stage): Promise<string> => {
  const { ok, output } = await project.run('remove', '--region', 'ap-northeast-2');
  assert.ok(ok, output);
  return output;
};

const HOME = '123456789012/ap-northeast-2';
const LOW_CPU = 'tierkeeper-low-cpu-i-0123456789abcde';

/**
 * As a pass makes them, and as this one has made one; the second is of somebody else, though it is
 * called like one of ours.
 */
async function makeAlarms({ endpoint }: Stage): Promise<void> {
  const cloudwatch = new CloudWatchClient(emulated(endpoint));
  const alarms = [
    { AlarmName: `${LOW_CPU}f0`, Tags: [{ Key: 'tierkeeper:managed', Value: HOME }] },
    { AlarmName: `${LOW_CPU}f1`, Tags: [{ Key: 'team', Value: 'shop' }] },
  ];
  for (const alarm of alarms) {
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        ...alarm,
        Namespace: 'AWS/EC2',
        MetricName: 'CPUUtilization',
        Statistic: 'Average',
        Period: 300,
        EvaluationPeriods: 12,
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 3,
      }),
    );
  }
}

export async function removing(stage: Stage): Promise<void> {
  const before = await ledgerOf(stage);
  const kept = [`alarm ${LOW_CPU}f1`, `table ${TABLE}`];
  await makeAlarms(stage);
  await stage.needed('npm run remove leaves nothing but the ledger, and says so', async () => {
    const output = await remove(stage);
    assert.deepEqual(await inventory(stage), kept);
    assert.match(output, /Alarms that Tierkeeper had made: [12], deleted/);
    assert.match(output, /it costs 2\.90 USD a month/);
    assert.match(output, new RegExp(`aws dynamodb delete-table --table-name ${TABLE}`));
  });
  await stage.kept('the ledger has lost nothing', async () => {
    assert.deepEqual(missing(before, await ledgerOf(stage)), []);
  });
}

export async function comingBack(stage: Stage): Promise<void> {
  const before = await ledgerOf(stage);
  await stage.needed(
    'the next deploy takes the kept ledger up, with all that is in it',
    async () => {
      const { ok, output } = await deploy(stage);
      assert.ok(ok && output.includes('Service deployed'), output);
      assert.match(output, new RegExp(`${TABLE} was kept by an earlier stack`));
      assert.deepEqual(missing(before, await ledgerOf(stage)), []);
    },
  );
  await stage.kept('its functions go on with it', async () => {
    const leaseIn = (items: typeof before) => items.find(({ sk }) => sk === 'lease')?.['revision'];
    await fire(stage, 'Tick');
    await eventually(async () => leaseIn(await ledgerOf(stage)) !== leaseIn(before) || undefined, {
      what: 'pass',
    });
  });
  await stage.kept('and it is left once more', async () => {
    await remove(stage);
    assert.deepEqual(await inventory(stage), [`alarm ${LOW_CPU}f1`, `table ${TABLE}`]);
  });
}
