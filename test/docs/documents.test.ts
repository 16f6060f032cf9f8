/** What the pages tell people to type and to write is tried here. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePolicyFile } from '../../src/lib/config/policy-file.ts';
import { type Block, blocksOf } from './blocks.ts';

const PAGES = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const BLOCKS = PAGES.flatMap(blocksOf);
const inLanguage = (...languages: readonly string[]): readonly Block[] =>
  BLOCKS.filter(({ language }) => languages.includes(language));
const named = ({ page, line }: Block): string => `${page}:${line}`;

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Pages say some commands again: each is run once. */
const runs = new Map<string, Run>();

function run(command: string): Run {
  const before = runs.get(command);
  if (before) return before;
  const ran = start(command);
  runs.set(command, ran);
  return ran;
}

/** As a person would: no credentials, no instance metadata, no colours. */
function start(command: string): Run {
  const { AWS_PROFILE: _, AWS_ACCESS_KEY_ID: __, NODE_OPTIONS: ___, ...env } = process.env;
  const bin = path.resolve('node_modules/.bin');
  return spawnSync('bash', ['-c', command], {
    encoding: 'utf8',
    env: {
      ...env,
      PATH: `${bin}:${env['PATH']}`,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_CONFIG_FILE: '/dev/null',
      COLUMNS: '80',
      CI: 'true',
    },
  });
}

/** The same story in both languages. */
const DEMO = { en: 'npm start', ko: 'npx tierkeeper demo --lang ko' } as const;

const FOLDER = mkdtempSync(path.join(tmpdir(), 'tierkeeper-'));
const HTML_PAGE = path.join(FOLDER, 'page.html');
afterAll(() => rmSync(FOLDER, { recursive: true }));

function expectPolicy(command: string): void {
  const { status, stdout } = run(command);
  expect(status).toBe(0);
  expect(stdout).toContain('schedules:');
  expect(parsePolicyFile(stdout)).toMatchObject({ ok: true });
}

/** What is done with an account: nobody's here, so far it is tried. */
const ofAnAccount = (...commands: readonly string[]) =>
  Object.fromEntries(
    commands.map((command) => [
      command,
      () => {
        const { status, stdout, stderr } = run(`AWS_REGION=ap-northeast-2 ${command}`);
        expect(status).toBeGreaterThan(0);
        expect(stdout + stderr).toContain('credentials');
      },
    ]),
  );

/** Each command of a page, and what is tried for it; a new one must be entered here. */
const TRIED: Readonly<Record<string, () => void>> = {
  // `npm ci` has run, or this test would not; CI runs it on a fresh clone.
  'npm ci && npm start': () => {
    const { status, stdout } = run(DEMO.en);
    expect(status).toBe(0);
    expect(stdout).toContain('USD');
  },
  'npx tierkeeper plan --region ap-northeast-2': () => {
    const { stdout, stderr } = run('npx tierkeeper plan --region ap-northeast-2');
    expect(stdout + stderr).toContain('credentials');
  },
  'npx tierkeeper explain dev-box --demo': () => {
    const { status, stdout } = run('npx tierkeeper explain dev-box --demo');
    expect(status).toBe(0);
    expect(stdout).toContain('dev-box');
  },
  'npx tierkeeper report --html --demo': () => {
    const { status } = run(`npx tierkeeper report --html --demo --out ${HTML_PAGE}`);
    expect(status).toBe(0);
    expect(readFileSync(HTML_PAGE, 'utf8')).toContain('dev-box');
  },
  'npx tierkeeper report --month --demo': () => {
    const { status, stdout } = run('npx tierkeeper report --month --demo');
    expect(status).toBe(0);
    expect(stdout).toContain('What stops saved in');
  },
  // Without credentials it makes nothing, and says so: so far the command is tried here.
  'npm run deploy -- --param email=you@example.com --region ap-northeast-2': () => {
    const { status, stderr } = run(
      'npm run deploy -- --param email=you@example.com --region ap-northeast-2',
    );
    expect(status).toBe(1);
    expect(stderr).toContain('No credentials of AWS were found');
  },
  'npm run remove -- --region ap-northeast-2': () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(scripts.remove).toBe('serverless remove');
  },
  'npx tierkeeper schedule import c7n docs/examples/custodian.yml': () =>
    expectPolicy('npx tierkeeper schedule import c7n docs/examples/custodian.yml'),
  'npx tierkeeper schedule import instance-scheduler docs/examples/instance-scheduler.yml': () =>
    expectPolicy(
      'npx tierkeeper schedule import instance-scheduler docs/examples/instance-scheduler.yml',
    ),
  'npx tierkeeper meter --usage docs/examples/usage.json --now 2026-06-16T00:00:00Z': () => {
    const { status, stdout, stderr } = run(
      'npx tierkeeper meter --usage docs/examples/usage.json --now 2026-06-16T00:00:00Z',
    );
    expect([status, stderr]).toEqual([0, '']);
    const shown = blocksOf('docs/meter.md').find(({ language }) => language === 'text');
    expect(stdout).toContain(shown?.text);
  },
  ...ofAnAccount(
    'npx tierkeeper doctor',
    'npx tierkeeper pause',
    'npx tierkeeper resume',
    'npx tierkeeper mode observe',
    'npx tierkeeper mode policy',
    'npx tierkeeper trouble',
    'npx tierkeeper trouble replay --all',
    'npx tierkeeper trouble drop 3f2a9c1e',
    'npx tierkeeper report --month',
    'npx tierkeeper report --month 2026-10 --csv',
    'npx tierkeeper report --month --json',
  ),
  'npm test': () => expect(process.env['VITEST']).toBe('true'),
};

describe('commands in the pages', () => {
  const commands = inLanguage('sh').flatMap((block) =>
    block.text.split('\n').map((command) => [named(block), command] as const),
  );
  it.each(commands)('%s: %s', { timeout: 60_000 }, (_, command) => {
    const tried = TRIED[command];
    expect(tried, `"${command}" is tried by no test`).toBeDefined();
    tried?.();
  });
});

describe('policies in the pages', () => {
  it.each(inLanguage('yaml').map((block) => [named(block), block.text] as const))(
    '%s is valid',
    (_, text) => {
      expect(parsePolicyFile(text)).toMatchObject({ ok: true });
    },
  );
});

describe('documents in the pages', () => {
  it.each(inLanguage('json').map((block) => [named(block), block.text] as const))(
    '%s is JSON',
    (_, text) => {
      expect(JSON.parse(text)).toBeTypeOf('object');
    },
  );
});

describe('every block of a page', () => {
  it.each(BLOCKS.map((block) => [named(block), block.language] as const))(
    '%s is of a kind that is tried or parsed: %s',
    (_, language) => {
      expect(['sh', 'yaml', 'json', 'text', 'mermaid']).toContain(language);
    },
  );
});

describe.each(['README.md', 'README.ko.md'])('the demo in %s', (page) => {
  it('is what npm start prints', { timeout: 60_000 }, () => {
    const shown = blocksOf(page).find(({ language }) => language === 'text')?.text ?? '';
    const { stdout } = run(DEMO[page === 'README.ko.md' ? 'ko' : 'en']);
    const printed = stdout.split('\n').map((line) => line.trimEnd());
    const lines = shown.split('\n').filter((line) => line.trim() !== '…' && line !== '');
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => !printed.includes(line))).toEqual([]);
  });
});
