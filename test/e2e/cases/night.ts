import assert from 'node:assert/strict';
import type { Case, Stage } from '../stage.ts';

interface Instances {
  readonly dev: string;
  readonly always: string;
}

async function evening(
  { owner, at, wake, check }: Stage,
  { dev, always }: Instances,
): Promise<void> {
  const subject = { instanceId: dev, name: 'dev-box' };
  const adopted = await wake('clock-ticked', { at: at('21:30') });
  await check('the first look says nothing and stops nothing', async () => {
    assert.deepEqual(adopted.told, []);
    assert.equal(await owner.stateOf(dev), 'running');
  });

  const warned = await wake('clock-ticked', { at: at('21:45') });
  await check('15 minutes before 22:00 a message warns, and says how to keep it', () => {
    assert.equal(warned.told.length, 1);
    assert.match(warned.told[0]?.subject ?? '', /dev-box stops at 22:00 KST/);
    assert.partialDeepStrictEqual(warned.told[0]?.document.notices, [
      { kind: 'about-to-stop', facts: { subject, reason: { key: 'stop-edge-near' } } },
    ]);
    assert.match(warned.told[0]?.mail ?? '', /^ *https:\/\/\S+\/l\/[\w-]+$/m);
  });

  const early = await wake('clock-ticked', { at: at('21:55') });
  await check('until then it runs, and nobody is told again', async () => {
    assert.deepEqual(early.told, []);
    assert.equal(await owner.stateOf(dev), 'running');
  });
  await wake('clock-ticked', { at: at('22:01') });
  await check('then it is stopped, and what has no schedule runs on', async () => {
    assert.equal(await owner.stateOf(dev), 'stopped');
    assert.equal(await owner.stateOf(always), 'running');
  });
  const stopped = await wake('instance-stopped', { at: at('22:02'), instanceId: dev });
  await check('the stop is told', () => {
    assert.partialDeepStrictEqual(stopped.told[0]?.document.notices, [
      { kind: 'stopped', facts: { subject, reason: { key: 'stop-edge' } } },
    ]);
  });
}

async function morning({ owner, at, wake, check }: Stage, { dev }: Instances): Promise<void> {
  const subject = { instanceId: dev, name: 'dev-box' };
  await wake('clock-ticked', { at: at('07:00', 1) });
  await check('at 07:00 it is started', async () => {
    assert.equal(await owner.stateOf(dev), 'running');
  });
  const started = await wake('instance-running', { at: at('07:01', 1), instanceId: dev });
  await check('the start is told', () => {
    assert.partialDeepStrictEqual(started.told[0]?.document.notices, [
      { kind: 'started', facts: { subject, reason: { key: 'start-edge' } } },
    ]);
  });
  const quiet = await wake('clock-ticked', { at: at('07:05', 1) });
  await check('and it is left running', async () => {
    assert.deepEqual(quiet.told, []);
    assert.equal(await owner.stateOf(dev), 'running');
  });
}

export const night: Case = {
  name: 'The nightly edge stops the dev box after its warning, and the morning edge starts it',
  async run(stage) {
    const instances = {
      dev: await stage.owner.launch({ name: 'dev-box' }),
      always: await stage.owner.launch({
        name: 'shop',
        tags: { 'tierkeeper:schedule': 'none' },
      }),
    };
    await evening(stage, instances);
    await morning(stage, instances);
  },
};
