/**
 * `npm run e2e:deploy`: the project is deployed, driven and removed by its own commands, on AWS as
 * ministack emulates it. What that emulator cannot show is listed in docs/deploy.md.
 */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { between, instant } from '../../src/lib/model/instant.ts';
import { startMinistack } from '../emulators/ministack.ts';
import { deploying, deployingAgain, refusing } from './chapters/deploying.ts';
import {
  failingElsewhere,
  launchElsewhere,
  lettingGo,
  lettingIn,
  seeing,
  tickingElsewhere,
  wokenElsewhere,
} from './chapters/elsewhere.ts';
import { failing } from './chapters/failing.ts';
import { pressing } from './chapters/pressing.ts';
import { comingBack, removing } from './chapters/removing.ts';
import { launchAll, reporting, stopping, ticking } from './chapters/waking.ts';
import { officeHours, SHOP } from './policy.ts';
import { Ended, type Totals } from './promises.ts';
import { openStage, type Stage, subscribe } from './stage.ts';

async function story(stage: Stage): Promise<void> {
  stage.chapter('Deployed');
  const began = instant(Date.now());
  await refusing(stage);
  const now = instant(Date.now());
  const office = officeHours(now, between(began, now));
  await stage.project.writePolicy(office.policy);
  await lettingIn(stage);
  await deploying(stage);
  stage.chapter('Looking');
  const queue = await subscribe(stage, 'owners-queue');
  const shopQueue = await subscribe(stage, 'shop-queue', SHOP);
  const instances = await launchAll(stage);
  const elsewhere = await launchElsewhere(stage);
  await ticking(stage, instances);
  await seeing(stage, elsewhere);
  await stage.needed('all that before the office closes, so that closing is for it to answer', () =>
    assert.ok(Date.now() < office.closes, 'this machine is too slow'),
  );
  stage.chapter('Failing');
  await failing(stage, queue);
  const endOfFailing = await failingElsewhere(stage);
  stage.chapter('Deployed again');
  await deployingAgain(stage, `${office.policy}language: ko\n`);
  await endOfFailing();
  stage.chapter('Acting');
  await sleep(Math.max(0, office.closes - Date.now()));
  await wokenElsewhere(stage, elsewhere, shopQueue);
  await stopping(stage, instances, queue);
  await tickingElsewhere(stage, elsewhere);
  await reporting(stage, instances, queue);
  stage.chapter('Pressed');
  await pressing(stage, instances);
  stage.chapter('Other places let go');
  await lettingGo(stage, office.homeAlone);
  stage.chapter('Removed, and deployed once more');
  await removing(stage);
  await comingBack(stage);
}

/** The last line, which .ci/run reads. */
function close({ passed, failed, skipped }: Totals): void {
  const more = skipped > 0 ? `, ${skipped} skipped` : '';
  console.log(`\n${passed} passed, ${failed} failed${more}`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Whose machine has no Python loses nothing but this; in CI it must not go unnoticed. */
function skip(missing: string): Totals {
  const inCi = process.env['CI'] === 'true';
  const what = inCi ? 'cannot be skipped in CI' : 'is skipped';
  console.log(`The run on a deployed stack ${what}: ${missing}.`);
  return { passed: 0, failed: inCi ? 1 : 0, skipped: inCi ? 0 : 1 };
}

async function onMinistack(endpoint: string): Promise<Totals> {
  const stage = await openStage(endpoint, '');
  try {
    console.log('Account 123456789012 in ap-northeast-2, by ministack; IAM is enforced.');
    await story(stage);
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    console.log(`\nThe rest cannot be shown without that.`);
  } finally {
    await stage.project.remove();
  }
  return stage.totals;
}

// Without these a signal would end this process alone, and leave the emulator behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const ministack = await startMinistack();
if ('missing' in ministack) close(skip(ministack.missing));
else {
  try {
    close(await onMinistack(ministack.endpoint));
  } finally {
    await ministack.stop();
  }
}
