import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hours, instant, minus, minutes, plus, toIso } from '../../src/lib/model/instant.ts';
import { startMoto } from '../emulators/moto.ts';
import { furnishMoto } from './moto-account.ts';
import { type JsonLine, jsonLines, type Ran, tierkeeper } from './tierkeeper.ts';

const moto = await startMoto();
const endpoint = 'endpoint' in moto ? moto.endpoint : '';
const folder = mkdtempSync(path.join(tmpdir(), 'tierkeeper-'));

/** Late enough that nothing has just started; moto takes metrics of the next two hours. */
const FIVE_MINUTES = minutes(5);
const now = instant(Math.floor(Date.now() / FIVE_MINUTES) * FIVE_MINUTES);
const AT = minus(plus(now, hours(2)), minutes(10));

/** In Seoul, which is nine hours ahead all year; no edge is near, whenever this runs. */
const fullHour = (ahead: number): string => {
  const inSeoul = new Date(plus(AT, hours(9 + ahead)));
  return `${String(inSeoul.getUTCHours()).padStart(2, '0')}:00`;
};
const [STOP, START] = [fullHour(6), fullHour(15)];
const NEXT = instant(Math.floor(plus(AT, hours(6)) / hours(1)) * hours(1));

const POLICY = [
  ...['mode: act', 'zone: Asia/Seoul'],
  `nightly: { stop: "${STOP}", start: "${START}" }`,
];

afterAll(async () => {
  rmSync(folder, { recursive: true });
  if ('stop' in moto) await moto.stop();
});

describe.runIf('endpoint' in moto)('plan over moto', () => {
  let ids: Awaited<ReturnType<typeof furnishMoto>>;
  let lines: readonly JsonLine[];

  const plan = (...args: readonly string[]): Promise<Ran> =>
    tierkeeper(['plan', '--at', toIso(AT), ...args], {
      cwd: folder,
      env: {
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: 'ap-northeast-2',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
      },
    });

  beforeAll(async () => {
    writeFileSync(path.join(folder, 'policy.yml'), POLICY.join('\n'));
    ids = await furnishMoto(endpoint, AT);
    lines = jsonLines((await plan('--json')).stdout);
  }, 60_000);

  const lineOf = (kind: string, id: string): JsonLine | undefined =>
    lines.find((line) => line.kind === kind && line['id'] === id);

  it('would warn about the idle one, and leave the others alone', () => {
    const verdicts = Object.entries(ids).map(([what, id]) => [
      what,
      lineOf('instance', id)?.['verdict'],
    ]);
    expect(Object.fromEntries(verdicts)).toEqual({
      busy: 'leave',
      idle: 'warn',
      kept: 'leave',
      stopped: 'leave',
      lacking: 'leave',
    });
  });

  it('gives each instance its reason', () => {
    expect(lineOf('instance', ids.busy)).toMatchObject({ reason: { key: 'busy' } });
    expect(lineOf('instance', ids.idle)).toMatchObject({ reason: { key: 'idle-warned' } });
    expect(lineOf('instance', ids.kept)).toMatchObject({ reason: { key: 'keep-tag' }, next: null });
  });

  it('names the next time of the schedule in its zone', () => {
    const next = lineOf('instance', ids.busy)?.['next'];
    expect(next).toMatchObject({ schedule: 'nightly', start: 'ours' });
    expect(JSON.stringify(next)).toContain(toIso(NEXT));
  });

  it('would put the declared address on the instance that lacks it', () => {
    expect(lineOf('address', ids.lacking)).toMatchObject({ name: 'api', verdict: 'associate' });
  });

  it('names the volume that its instance would leave behind', () => {
    expect(lines.filter(({ kind }) => kind === 'volume')).toMatchObject([
      { fact: 'outlives-instance', instanceId: ids.idle, device: '/dev/sdf' },
    ]);
  });

  it('says all this in lines of 80 columns', async () => {
    const { status, stdout } = await plan();
    expect(status).toBe(0);
    expect(stdout).toContain('What would happen now');
    const widest = Math.max(...stdout.split('\n').map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(80);
  });
});

describe('moto', () => {
  it('is not missing where CI asks for the whole suite', () => {
    expect(process.env['CI'] === 'true' && 'missing' in moto ? moto.missing : null).toBeNull();
  });
});
