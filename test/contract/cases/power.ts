import { expect } from 'vitest';
import { idOf, isInstanceId } from '../../../src/lib/model/ids.ts';
import { type ContractCase, instanceOf, powerAndSettle } from '../contract-account.ts';

const VANISHED = idOf(isInstanceId, 'i-0123456789abcdef0');

export const powerCases: readonly ContractCase[] = [
  {
    name: 'a vanished instance is not found, and does not hold the others',
    async run(account) {
      const a = await account.launch({ name: 'a' });
      const b = await account.launch({ name: 'b' });
      const answers = await powerAndSettle(account, 'stop', [a, VANISHED, b]);
      expect(answers.get(a)).toEqual({ accepted: true });
      expect(answers.get(VANISHED)).toMatchObject({
        accepted: false,
        fault: { code: 'not-found', awsCode: 'InvalidInstanceID.NotFound', culprits: [VANISHED] },
      });
      expect(answers.get(b)).toEqual({ accepted: true });
      expect((await instanceOf(account, a)).state).toBe('stopped');
      expect((await instanceOf(account, b)).state).toBe('stopped');
    },
  },
  {
    name: 'a protected instance refuses its stop, and does not hold the others',
    async run(account) {
      const safe = await account.launch({ name: 'safe' });
      const other = await account.launch({ name: 'other' });
      await account.protect(safe);
      const answers = await powerAndSettle(account, 'stop', [safe, other]);
      expect(answers.get(safe)).toMatchObject({
        accepted: false,
        fault: { code: 'stop-protected', awsCode: 'OperationNotPermitted' },
      });
      expect((await instanceOf(account, safe)).state).toBe('running');
      expect((await instanceOf(account, other)).state).toBe('stopped');
    },
  },
  {
    name: 'stop protection is asked for by instance',
    async run(account) {
      const safe = await account.launch({ name: 'safe' });
      const other = await account.launch({ name: 'other' });
      await account.protect(safe);
      expect(await account.cloud.stopProtection(safe)).toEqual({ protected: true });
      expect(await account.cloud.stopProtection(other)).toEqual({ protected: false });
      expect(await account.cloud.stopProtection(VANISHED)).toMatchObject({
        fault: { code: 'not-found' },
      });
    },
  },
  {
    name: 'stopping what is stopped and starting what runs are accepted and change nothing',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      const { launchTime } = await instanceOf(account, id);
      const started = await powerAndSettle(account, 'start', [id]);
      expect(started.get(id)).toEqual({ accepted: true });
      expect(await instanceOf(account, id)).toMatchObject({ state: 'running', launchTime });
      await powerAndSettle(account, 'stop', [id]);
      const stopped = await powerAndSettle(account, 'stop', [id]);
      expect(stopped.get(id)).toEqual({ accepted: true });
      expect((await instanceOf(account, id)).state).toBe('stopped');
    },
  },
  {
    name: 'a terminated instance cannot be started',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      await account.terminate(id);
      await account.settle();
      const answers = await powerAndSettle(account, 'start', [id]);
      expect(answers.get(id)).toMatchObject({
        accepted: false,
        fault: { code: 'wrong-state', awsCode: 'IncorrectInstanceState' },
      });
      expect((await instanceOf(account, id)).state).toBe('terminated');
    },
    moto: {
      why: 'it raises the dead',
      source: 'moto 5.2.5, tried; AWS: errors-overview.html, IncorrectInstanceState',
      async instead(account) {
        const id = await account.launch({ name: 'web' });
        await account.terminate(id);
        const answers = await powerAndSettle(account, 'start', [id]);
        expect(answers.get(id)).toEqual({ accepted: true });
      },
    },
  },
  {
    name: 'a one-time spot instance cannot be stopped',
    async run(account) {
      const id = await account.launch({ name: 'batch', spot: 'one-time' });
      const answers = await powerAndSettle(account, 'stop', [id]);
      expect(answers.get(id)).toMatchObject({
        accepted: false,
        fault: { code: 'unsupported', awsCode: 'UnsupportedOperation', culprits: [id] },
      });
      expect((await instanceOf(account, id)).state).toBe('running');
    },
    moto: {
      why: 'it stops one-time spot instances',
      source: 'moto 5.2.5, tried; AWS: cloud-custodian#8003',
      async instead(account) {
        const id = await account.launch({ name: 'batch', spot: 'one-time' });
        await powerAndSettle(account, 'stop', [id]);
        expect((await instanceOf(account, id)).state).toBe('stopped');
      },
    },
  },
  {
    name: 'an instance that was not set up for hibernation cannot hibernate',
    async run(account) {
      const id = await account.launch({ name: 'web' });
      const answers = await account.cloud.power({
        verb: 'stop',
        instanceIds: [id],
        hibernate: true,
      });
      expect(answers.get(id)).toMatchObject({
        accepted: false,
        fault: { code: 'cannot-hibernate', awsCode: 'UnsupportedHibernationConfiguration' },
      });
      expect((await instanceOf(account, id)).state).toBe('running');
    },
    moto: {
      why: 'it stops whatever is told to hibernate',
      source: 'moto 5.2.5, tried; AWS: aws-solutions/instance-scheduler-on-aws#510',
      async instead(account) {
        const id = await account.launch({ name: 'web' });
        await account.cloud.power({ verb: 'stop', instanceIds: [id], hibernate: true });
        expect((await instanceOf(account, id)).state).toBe('stopped');
      },
    },
  },
];
