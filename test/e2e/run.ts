/**
 * `npm run e2e`: the built bundles against AWS as moto emulates it, over HTTP. Every case has a
 * fresh account; what it asserts is what that account looks like afterwards, and what was told.
 *
 *   npm run e2e [-- --verbose] [-- --only 3]
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startMoto } from '../emulators/moto.ts';
import { buildBundles } from './bundles.ts';
import { digest } from './cases/digest.ts';
import { idleInstance } from './cases/idle-instance.ts';
import { leftVolume } from './cases/left-volume.ts';
import { malformedEvents } from './cases/malformed-events.ts';
import { night } from './cases/night.ts';
import { notToBeStopped } from './cases/not-to-be-stopped.ts';
import { observing } from './cases/observing.ts';
import { pressedLink } from './cases/pressed-link.ts';
import { replacedInstance } from './cases/replaced-instance.ts';
import { twoAtOnce } from './cases/two-at-once.ts';
import { vanishedInstance } from './cases/vanished-instance.ts';
import { type Case, type Emulated, perform } from './stage.ts';
import { mailsAsRead, story } from './story.ts';

const CASES: readonly Case[] = [
  idleInstance,
  notToBeStopped,
  night,
  replacedInstance,
  leftVolume,
  digest,
  vanishedInstance,
  malformedEvents,
  observing,
  twoAtOnce,
  pressedLink,
];

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** The last line, which .ci/run reads. */
function close({ passed, failed, skipped }: Totals): void {
  const more = skipped > 0 ? `, ${skipped} skipped` : '';
  story.line(`\n${passed} passed, ${failed} failed${more}`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Whose machine has no Python loses nothing but this; in CI it must not go unnoticed. */
function skip(missing: string): Totals {
  const inCi = process.env['CI'] === 'true';
  story.line(`The end-to-end run ${inCi ? 'cannot be skipped in CI' : 'is skipped'}: ${missing}.`);
  return { passed: 0, failed: inCi ? 1 : 0, skipped: inCi ? 0 : 1 };
}

async function play(
  cases: readonly Case[],
  emulated: Emulated,
): Promise<Totals & { mails: string }> {
  const totals = { passed: 0, failed: 0, skipped: 0, mails: '' };
  for (const one of cases) {
    const title = `${CASES.indexOf(one) + 1}. ${one.name}`;
    story.title(title);
    try {
      totals.mails += mailsAsRead(title, await perform(one, emulated));
      totals.passed += 1;
    } catch (error) {
      story.failed(error);
      totals.failed += 1;
    }
  }
  return totals;
}

async function onMoto(moto: string, cases: readonly Case[], verbose: boolean): Promise<Totals> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tierkeeper-e2e-'));
  try {
    const [act, observe] = await Promise.all([
      buildBundles('act', folder),
      buildBundles('observe', folder),
    ]);
    story.line('The built bundles over HTTP; account 123456789012 in ap-northeast-2, by moto.');
    const { mails, ...totals } = await play(cases, { moto, bundles: { act, observe } });
    if (verbose) {
      const file = path.join(tmpdir(), `tierkeeper-mails-${process.pid}.txt`);
      await writeFile(file, mails);
      story.line(`\nThe mails, as their reader sees them: ${file}`);
    }
    return totals;
  } finally {
    await rm(folder, { recursive: true });
  }
}

// Without these a signal would end this process alone, and leave moto behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const { values } = parseArgs({
  options: { verbose: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const cases = CASES.filter((_, index) => !values.only || String(index + 1) === values.only);
const moto = await startMoto();
if ('missing' in moto) close(skip(moto.missing));
else {
  try {
    close(await onMoto(moto.endpoint, cases, values.verbose));
  } catch (error) {
    story.failed(error);
    close({ passed: 0, failed: cases.length, skipped: 0 });
  } finally {
    await moto.stop();
  }
}
