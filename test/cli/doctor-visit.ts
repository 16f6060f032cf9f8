/** A visit of the doctor to an emulated account, and what AWS says there that moto has not. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach } from 'vitest';
import type { WireReply } from '../aws/wire.ts';
import { startMoto } from '../emulators/moto.ts';
import { capturedIn } from './captured.ts';
import { type Doorkeeper, inFrontOf } from './in-front-of.ts';
import { type JsonLine, jsonLines, type Ran, tierkeeper } from './tierkeeper.ts';

/** What the emulator has not: it says so as AWS would of a healthy account. */
const HEALTHY: Readonly<Record<string, object>> = {
  '/2015-03-31/functions/tierkeeper-prod-clock-ticked/configuration': {
    LastModified: '2026-11-23T13:04:11.120+0000',
  },
  '/2016-08-19/account-settings': { AccountLimit: { ConcurrentExecutions: 1000 } },
  GetServiceQuota: { Quota: { Value: 32 } },
  GetAccountPlanState: { accountPlanType: 'PAID' },
};

/** By path, or by the end of `x-amz-target`; null: refused. */
export type Answered = Readonly<Record<string, object | null>>;

export interface Visit {
  readonly answers?: Answered;
  /** What EC2 answers instead of the emulator, by the name of the call. */
  readonly ec2?: Readonly<Record<string, WireReply>>;
  readonly args?: readonly string[];
  /** As people run it; else in this process, for there are many. */
  readonly isProcess?: boolean;
}

const keeper =
  ({ answers = {}, ec2 = {} }: Visit): Doorkeeper =>
  ({ path: asked, headers, body }) => {
    const { pathname } = new URL(asked, 'http://127.0.0.1');
    const target = String(headers['x-amz-target'] ?? '');
    const planted = Object.keys(ec2).find((name) => body.includes(`Action=${name}&`));
    if (planted !== undefined) return ec2[planted] ?? null;
    const known = { ...HEALTHY, ...answers };
    const key = Object.keys(known).find((one) => one === pathname || target.endsWith(`.${one}`));
    const answer = key === undefined ? undefined : known[key];
    if (answer === undefined) return null;
    if (answer !== null) return { status: 200, body: JSON.stringify(answer) };
    return target === ''
      ? {
          ...{ status: 404, body: '{}' },
          headers: { 'x-amzn-errortype': 'ResourceNotFoundException' },
        }
      : { status: 400, body: JSON.stringify({ __type: 'AccessDeniedException', message: '' }) };
  };

interface Surgery {
  /** Writes policy.yml, older than any deployment. */
  write(text?: string): void;
  readonly policy: string;
  doctor(visit?: Visit): Promise<Ran>;
  close(): void;
}

const ENV = {
  AWS_REGION: 'ap-northeast-2',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
};

export function openSurgery(endpoint: string): Surgery {
  const folder = mkdtempSync(path.join(tmpdir(), 'tierkeeper-'));
  const policy = path.join(folder, 'policy.yml');
  return {
    policy,
    write(text = 'mode: act') {
      writeFileSync(policy, `${text}\n`);
      utimesSync(policy, 0, 0);
    },
    async doctor(visit = {}) {
      const door = await inFrontOf(endpoint, keeper(visit));
      const { args = ['--json', '--policy', policy], isProcess = false } = visit;
      const typed = ['doctor', '--endpoint-url', door.endpoint, ...args];
      const options = { cwd: folder, env: ENV };
      const ran = await (isProcess ? tierkeeper(typed, options) : capturedIn(options, typed));
      await door.stop();
      return ran;
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

/** Of a test file: it ends with it, and every test finds an empty account. */
export async function surgeryOnMoto() {
  const moto = await startMoto();
  const endpoint = 'endpoint' in moto ? moto.endpoint : '';
  const surgery = openSurgery(endpoint);
  afterAll(async () => {
    surgery.close();
    if ('stop' in moto) await moto.stop();
  });
  afterEach(async () => {
    await fetch(new URL('/moto-api/reset', endpoint), { method: 'POST' });
  });
  return { moto, endpoint, ...surgery };
}

export const unwell = (ran: Ran): readonly JsonLine[] =>
  jsonLines(ran.stdout).filter((one) => one['standing'] !== 'ok');
