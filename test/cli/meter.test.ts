import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { widthOf } from '../../src/lib/tell/render/plain.ts';
import { captured } from './captured.ts';
import { linesOf, type Ran, tierkeeper } from './tierkeeper.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'usage-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NOW = '2026-06-16T00:00:00Z';
const FROM = '2026-06-01T00:00:00Z';
const RUNNING = { type: 't3.micro', platform: 'linux', runs: [{ from: FROM, to: null }] };
const LEGACY = { plan: 'legacy', accountCreated: '2025-07-01', region: 'us-east-1' };

function writePolicy(text: string): string {
  const file = path.join(folder, 'policy.yml');
  writeFileSync(file, text);
  return file;
}

async function metered(usage: unknown, ...more: readonly string[]): Promise<Ran> {
  const file = path.join(folder, 'usage.json');
  writeFileSync(file, typeof usage === 'string' ? usage : JSON.stringify(usage));
  const ran = await captured(['meter', '--usage', file, '--now', NOW, ...more]);
  return { ...ran, stderr: ran.stderr.replaceAll(`${folder}/`, '') };
}

const two = { ...LEGACY, instances: ['i-a', 'i-b'].map((id) => ({ id, ...RUNNING })) };

describe('tierkeeper meter', () => {
  it('draws what is used of each allowance, and says when it is used up', async () => {
    const { status, stdout, stderr } = await metered(two);
    expect([status, stderr]).toEqual([0, '']);
    const lines = linesOf(stdout);
    expect(lines).toEqual([
      '2026-06 (UTC), up to Tue 16 Jun 2026 00:00 UTC',
      '',
      'Linux hours        ██████████████████████████▒  720 of 750, 96 %',
      '  Used up on Tue 16 Jun 15:00 UTC if this goes on: the month ends with',
      '  1,440 (192 %).',
      '  Of that i-a 360, i-b 360.',
      'Windows hours      nothing used',
      'EBS GiB-months     nothing used',
      'Public IPv4 hours  nothing used',
      '',
      'This month has cost 0.00 USD so far, and ends with 7.18 USD.',
      'The 12 free months end on Wed 1 Jul 2026 00:00 UTC; then everything is',
      'billed.',
    ]);
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(72);
  });

  it('speaks Korean, in the zone of the file', async () => {
    const { stdout } = await metered({ ...two, zone: 'Asia/Seoul' }, '--lang', 'ko');
    const lines = linesOf(stdout);
    expect(lines.slice(0, 5)).toEqual([
      '2026-06(UTC), 2026년 6월 16일(화) 09:00 KST까지',
      '',
      'Linux 시간        ███████████████████████████▒  750 중 720, 96%',
      '  이대로면 6월 17일(수) 00:00 KST에 한도를 다 씁니다. 월말 예상',
      '  1,440(192%).',
    ]);
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(72);
  });

  it('names the largest of many, and counts the rest together', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const many = { ...LEGACY, instances: ids.map((id) => ({ id: `i-${id}`, ...RUNNING })) };
    expect((await metered(many)).stdout).toContain(
      '  Of that i-a 360, i-b 360, i-c 360, i-d 360, 2 others 720.\n',
    );
  });

  it('shows credits without limits', async () => {
    const usage = { ...two, plan: 'credits', creditsMicroUsd: 100_000_000 };
    expect(linesOf((await metered(usage)).stdout)).toEqual([
      '2026-06 (UTC), up to Tue 16 Jun 2026 00:00 UTC',
      '',
      'Linux hours        720; the month ends with 1,440',
      'Windows hours      nothing used',
      'EBS GiB-months     nothing used',
      'Public IPv4 hours  nothing used',
      '',
      'This month has cost 7.49 USD so far, and ends with 14.98 USD.',
      'Credits: 92.51 USD left, 0.50 USD a day lately (0.50 USD in the last 24',
      'hours), enough until Fri 18 Dec 2026.',
      'Credits pay for everything; there are no free hours of instances. A free',
      'plan would have ended on Thu 1 Jan 2026 00:00 UTC, and AWS would have',
      'closed the account.',
    ]);
  });

  it('names what has no price', async () => {
    const usage = { ...LEGACY, instances: [{ id: 'i-a', ...RUNNING, type: 'x9.mega' }] };
    expect((await metered(usage)).stdout).toContain(
      'Some prices are not known, so the sums are partial: x9.mega (linux)\n' +
        'us-east-1, 360 hours.',
    );
    const { stdout } = await metered(usage, '--json');
    const unpriced = [{ what: 'x9.mega (linux) us-east-1', unit: 'hours', used: 360 }];
    expect(JSON.parse(stdout)).toMatchObject({ unpriced, costMicroUsd: { partial: true } });
  });

  it('says what is wrong with an entry, and counts the rest', async () => {
    const instances = [
      { id: 'i-a', ...RUNNING },
      { id: 'i-b', type: 't3.micro', runs: 5 },
    ];
    const { status, stdout, stderr } = await metered({ ...LEGACY, instances });
    expect(status).toBe(0);
    expect(stdout).toContain('360 of 750');
    expect(stderr).toBe('usage.json: instances[1].runs: must be a list of runs, not 5\n');
  });

  it('names a price of the policy that cannot be read, and goes by the others', async () => {
    const prices = '{ t3.micro: 1, instance/us-east-1/t3.small/linux: 2, public-ipv4/x: -1 }';
    const instances = [{ ...RUNNING, id: 'i-a', type: 't3.small' }];
    const policy = writePolicy(`prices: ${prices}\n`);
    const { status, stdout } = await metered({ ...LEGACY, instances }, '--policy', policy);
    expect(status).toBe(0);
    const said = stdout.replaceAll(/\s+/g, ' ');
    expect(said).toContain('This month has cost 720.00 USD so far');
    expect(said).toContain(
      'Left out of the prices of the policy: "t3.micro", which is no name of a price such as',
    );
    const json = await metered({ ...LEGACY, instances }, '--policy', policy, '--json');
    expect(JSON.parse(json.stdout).leftOut).toMatchObject([
      { kind: 'price', of: 'policy', row: 't3.micro', why: 'name' },
      { row: 'public-ipv4/x' },
    ]);
  });

  it('prints one JSON object, problems and all', async () => {
    const { stdout, stderr } = await metered({ ...two, volumes: [{ id: 'v' }] }, '--json');
    expect([stderr, linesOf(stdout)]).toEqual(['', [expect.any(String)]]);
    expect(JSON.parse(stdout)).toMatchObject({
      month: '2026-06',
      limits: [
        { name: 'instanceHoursLinux', used: 720, reachedAt: '2026-06-16T15:00:00.000Z' },
        {},
        {},
        {},
      ],
      problems: [
        { path: 'volumes[0].type' },
        { path: 'volumes[0].sizeGiB' },
        { path: 'volumes[0].from' },
      ],
    });
  });

  it.each([
    ['[]', 'usage.json: must be an object with the keys of docs/meter.md, not a list'],
    [{}, 'usage.json: plan: is missing; it must be "legacy" or "credits" or "none"'],
    [
      { ...two, plan: 'free' },
      'usage.json: plan: must be "legacy" or "credits" or "none", not "free"',
    ],
    [
      { ...two, region: null },
      'usage.json: region: must be a Region such as "ap-northeast-2", not empty',
    ],
    ['{', 'usage.json: not valid JSON: '],
  ])('refuses %j', async (usage, complaint) => {
    const { status, stdout, stderr } = await metered(usage);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(complaint);
    expect(stderr).toContain('Mend usage.json and run it again; docs/meter.md lists every key.');
  });

  it('refuses a time without an offset, and a file that is not there', async () => {
    const late = await tierkeeper(['meter', '--usage', 'x', '--now', '2026-06-16T00:00']);
    expect([late.status, late.stderr]).toEqual([
      2,
      '--now must be a time with its offset such as 2026-11-16T00:00:00Z, ' +
        'not "2026-06-16T00:00".\n',
    ]);
    const gone = await tierkeeper(['meter', '--usage', 'gone.json']);
    expect([gone.status, gone.stderr]).toEqual([
      2,
      'The usage file gone.json cannot be read: there is no such file.\n',
    ]);
  });
});
