/** `tierkeeper report`: the status page as a file, of the demo and of a ledger in AWS. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../src/lib/model/instant.ts';
import type { Lease, LedgerItem } from '../../src/lib/model/ledger.ts';
import { jsonRefusal, ok } from '../aws/xml.ts';
import { ACCOUNT } from '../build/ids.ts';
import { instance } from '../build/instance.ts';
import { record } from '../build/ledger.ts';
import { capturedIn } from './captured.ts';
import { type Answers, CALLER_ANSWER, type FakeAws, startFakeAws } from './fake-aws.ts';
import { storedItem } from './stored-item.ts';
import { type Ran, tierkeeper } from './tierkeeper.ts';

let aws: FakeAws | null = null;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tierkeeper-'));
});
afterEach(async () => {
  await aws?.stop();
  aws = null;
  rmSync(folder, { recursive: true });
});

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
const PLACE = { account: ACCOUNT, region: 'ap-northeast-2' };

const report = (...args: readonly string[]): Promise<Ran> =>
  capturedIn({ cwd: folder, env: CREDENTIALS }, ['report', '--html', ...args]);

const pageIn = (file = 'tierkeeper-report.html'): string =>
  readFileSync(path.join(folder, file), 'utf8');

/** `report` over an AWS that gives these answers. */
async function reportOf(answers: Answers, ...args: readonly string[]): Promise<Ran> {
  aws = await startFakeAws({ GetCallerIdentity: () => ok(CALLER_ANSWER), ...answers });
  return report('--region', PLACE.region, '--endpoint-url', aws.endpoint, ...args);
}

const stored = (item: LedgerItem) => storedItem(PLACE, item);

const items = (...all: readonly LedgerItem[]) => ({
  status: 200,
  body: JSON.stringify({ Items: all.map(stored), Count: all.length }),
});

const NOTHING = { status: 200, body: '{}' };

const lease: Lease = {
  kind: 'lease',
  holder: null,
  expiresAt: instant(0),
  fence: 7,
  dirty: null,
  recent: [],
  lastSweepAt: instant(Date.parse('2026-11-22T12:00Z')),
};

const box = record(instance({ tags: { Name: '<b>box</b>' } }));

describe('report of the demo', () => {
  it('is a page for nobody else to read, and says where it is', async () => {
    const { status, stdout, stderr } = await report('--demo');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Written to tierkeeper-report\.html \(\d+(\.\d)? KB\): open it/);
    expect(pageIn()).toMatch(/^<!doctype html><html lang="en">.*<h1>Status<\/h1>.*dev-box/s);
    expect(statSync(path.join(folder, 'tierkeeper-report.html')).mode & 0o777).toBe(0o600);
  });

  it('has no link, no form and no script, and tells the browser to run none', async () => {
    await report('--demo', '--lang', 'ko', '--out', 'page.html');
    expect(pageIn('page.html')).toContain('<html lang="ko">');
    expect(pageIn('page.html')).not.toMatch(/<(a|form|script) /);
    expect(pageIn('page.html')).toContain('default-src &#39;none&#39;');
  });
});

describe('report of an account', () => {
  it('shows what the ledger knows, and reads nothing but it', async () => {
    const { status, stderr } = await reportOf({
      Query: () => items(lease, box),
      GetItem: () => NOTHING,
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(pageIn()).toContain('&lt;b&gt;box&lt;/b&gt;');
    expect(pageIn()).toContain('Account 123456789012, ap-northeast-2');
    expect(new Set(aws?.calls)).toEqual(new Set(['GetCallerIdentity', 'Query', 'GetItem']));
  });

  it('shows another place of the policy, and names those that there are', async () => {
    const policy = 'select: { accounts: [{ id: "210987654321", name: shop }] }\n';
    writeFileSync(path.join(folder, 'policy.yml'), policy);
    const answers = { Query: () => items(lease, box), GetItem: () => NOTHING };
    const there = (place: string) => reportOf(answers, '--policy', 'policy.yml', '--place', place);
    expect((await there('shop')).status).toBe(0);
    expect(pageIn()).toContain('Account 210987654321, ap-northeast-2');
    await aws?.stop();
    const { status, stderr } = await there('lab');
    expect([status, stderr]).toEqual([
      2,
      'No place of the policy is called "lab"; there are 123456789012/ap-northeast-2, ' +
        'shop/ap-northeast-2.\n',
    ]);
  });

  it('takes the place of an older report, and of nothing else', async () => {
    const answers = { Query: () => items(lease, box), GetItem: () => NOTHING };
    const known = (...args: readonly string[]) => reportOf(answers, ...args);
    await known();
    await aws?.stop();
    expect((await known('--lang', 'ko')).status).toBe(0);
    expect(pageIn()).toContain('<html lang="ko">');
    await aws?.stop();
    writeFileSync(path.join(folder, 'notes.html'), '<p>mine</p>');
    const { status, stderr } = await known('--out', 'notes.html');
    expect([status, stderr]).toEqual([
      2,
      'notes.html is there already and is no report: name another file with --out.\n',
    ]);
    expect(pageIn('notes.html')).toBe('<p>mine</p>');
  });

  it('says that there is no such table', async () => {
    const gone = () => jsonRefusal('ResourceNotFoundException', 'Requested resource not found');
    const { status, stderr } = await reportOf({ Query: gone, GetItem: gone });
    expect([status, stderr]).toEqual([
      1,
      'There is no table tierkeeper-prod-ledger in ap-northeast-2: deploy Tierkeeper there ' +
        'first, name the Region where it is with --region, or its ledger with --table.\n',
    ]);
  });

  it('names the permission that is missing', async () => {
    const denied = () =>
      jsonRefusal(
        'AccessDeniedException',
        'User: arn:aws:iam::123456789012:user/jiwoo is not authorized to perform: ' +
          'dynamodb:Query on resource: arn:aws:dynamodb:ap-northeast-2:123456789012:table/mine',
      );
    const answers = { Query: denied, GetItem: denied };
    const { status, stderr } = await reportOf(answers, '--table', 'mine', '--lang', 'ko');
    expect([status, stderr]).toEqual([
      1,
      'AWS가 mine 테이블을 보여 주지 않습니다. 이 자격 증명에 dynamodb:Query 권한이 없습니다.\n',
    ]);
  });

  it('says that there has been no pass yet', async () => {
    const { status, stderr } = await reportOf({ Query: () => items(), GetItem: () => NOTHING });
    expect([status, stderr]).toEqual([
      1,
      'The ledger tierkeeper-prod-ledger knows nothing of ap-northeast-2 yet: the first pass ' +
        'comes within five minutes of the deployment.\n',
    ]);
  });

  it('says that there is no Region', async () => {
    expect((await report()).stderr).toBe(
      'No Region is set: name that of your instances, such as --region ap-northeast-2.\n',
    );
  });
});

describe('report', () => {
  it.each([
    [
      ['report', '--demo'],
      'Say what the report is to be: tierkeeper report --html, or tierkeeper report --month',
    ],
    [
      ['report', '--html', '--demo', '--table', 'mine'],
      '--demo has an account and a policy of its own: no --policy, and nothing of AWS.',
    ],
    [
      ['report', '--html', '--table', '?'],
      '--table must be the name of a table such as tierkeeper-prod-ledger, not "?".',
    ],
    [
      ['report', '--html', '--demo', '--out', 'no/such/folder.html'],
      'The report cannot be written to no/such/folder.html: there is no such folder.',
    ],
  ])('answers %j with one sentence and exit status 2', async (args, sentence) => {
    const { status, stderr } = await tierkeeper(args);
    expect([status, stderr]).toEqual([2, `${sentence}\n`]);
  });
});
