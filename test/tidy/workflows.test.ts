/** What GitHub runs: pinned, with as few rights as it needs, and of commands that exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { sectionOf } from '../../scripts/release-notes.ts';

const FOLDER = '.github/workflows';

const Step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});
const Workflow = z.object({
  // Nothing for all jobs: each asks for its own.
  permissions: z.strictObject({}),
  jobs: z.record(
    z.string(),
    z.object({
      'runs-on': z.string(),
      'timeout-minutes': z.int(),
      permissions: z.record(z.string(), z.enum(['read', 'write'])),
      steps: z.array(Step),
    }),
  ),
});

const textOf = (name: string): string => readFileSync(`${FOLDER}/${name}`, 'utf8');
const jobsOf = (name: string) => Object.entries(Workflow.parse(parse(textOf(name))).jobs);

const Manifest = z.object({ version: z.string(), scripts: z.record(z.string(), z.string()) });
const manifest = Manifest.parse(JSON.parse(readFileSync('package.json', 'utf8')));

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const steps = jobsOf(name).flatMap(([, job]) => job.steps);

  test('runs no action but one of a commit, beside which its version stands', () => {
    const lines = textOf(name)
      .split('\n')
      .filter((line) => /\buses:/.test(line));
    expect(lines).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
    for (const line of lines) {
      expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test('names its machine, ends some time, and asks for rights job by job', () => {
    for (const [, job] of jobsOf(name)) {
      expect(job['runs-on']).toMatch(/^ubuntu-\d+\.\d+$/);
      expect(job['timeout-minutes']).toBeLessThanOrEqual(180);
    }
  });

  test('leaves no token in the checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const { with: given } of checkouts) expect(given['persist-credentials']).toBe(false);
  });

  test('runs commands that there are', () => {
    const said = steps.map(({ run = '' }) => run).join('\n');
    for (const [, script = ''] of said.matchAll(/\bnpm run ([\w:-]+)/g)) {
      expect(manifest.scripts).toHaveProperty([script]);
    }
    for (const [, file = ''] of said.matchAll(/(?:^|\s)(?:node )?((?:scripts|\.ci)\/\S+)/g)) {
      expect(existsSync(file), file).toBe(true);
    }
  });

  test('puts nothing that somebody else wrote into a command', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });
});

describe('a release', () => {
  test('is written by one job alone, which runs no code of dependencies', () => {
    const writing = jobsOf('release.yml').filter(([, { permissions }]) =>
      Object.values(permissions).includes('write'),
    );
    expect(writing.map(([job]) => job)).toEqual(['publish']);
    const commands = writing.flatMap(([, { steps }]) => steps.map(({ run = '' }) => run));
    expect(commands.join('\n')).not.toMatch(/\b(npm|npx|node)\b/);
  });

  test('is signed with where it was built, and checked by that before it is published', () => {
    const [[, publish] = []] = jobsOf('release.yml').filter(([job]) => job === 'publish');
    expect(publish?.permissions).toMatchObject({ 'id-token': 'write', attestations: 'write' });
    const steps = publish?.steps ?? [];
    const signing = steps.findIndex(({ uses }) => uses?.startsWith('actions/attest@'));
    const publishing = steps.findIndex(({ run }) => run?.includes('gh release create'));
    expect(steps[signing]?.with).toEqual({ 'subject-path': 'assets/*' });
    expect(publishing).toBeGreaterThan(signing);
    expect(steps[publishing]?.run).toMatch(/gh attestation verify[\s\S]*gh release create/);
    const built = jobsOf('release.yml').flatMap(([, { steps: all }]) => all.map(({ run }) => run));
    expect(built).toContain('npm audit signatures');
  });

  test('of this version has its section in the changelog', () => {
    const changelog = readFileSync('CHANGELOG.md', 'utf8');
    expect(sectionOf(changelog, manifest.version)).toContain('### Added');
    expect(sectionOf(changelog, '99.0.0')).toBeNull();
  });
});

describe('the changelog', () => {
  test('has what is unreleased first, then versions, newest first, each with its date', () => {
    const [first, ...versions] = readFileSync('CHANGELOG.md', 'utf8').match(/^## .*$/gm) ?? [];
    expect(first).toBe('## [Unreleased]');
    expect(versions.length).toBeGreaterThan(0);
    for (const line of versions) expect(line).toMatch(/^## \[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$/);
    const dates = versions.map((line) => line.slice(-10));
    expect(dates).toEqual(dates.toSorted().reverse());
  });
});
