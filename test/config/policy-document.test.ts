import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { parsePolicyDocument, readPolicyDocument } from '../../src/lib/config/policy-document.ts';
import { parsePolicyFile } from '../../src/lib/config/policy-file.ts';

const RICH = `
mode: act
zone: Asia/Seoul
language: ko
currency: { code: KRW, perUsd: 1390, asOf: 2026-11-20 }
manage: tagged
select: { names: ["dev-*"], tags: { env: dev }, types: [t3.*] }
nightly: { stop: "22:00", start: "7:30", days: mon-fri, warn: 0m }
schedules:
  office: { running: ["mon-fri 09:00-19:00", "sat#1 10:00-12:00"], holidays: [KR, 2026-12-24] }
  lab: &lab { stopped: [daily 20:00-08:00], enforce: true }
  lab-2: *lab
default: office
idle: { window: 90m, servers: stop }
prices: { instance/eu-west-1/t3.micro/linux: 0.0114 }
tell: { digest: "08:15", quiet: { from: "22:00", to: "07:00" }, slack: { webhook: /tk/hook } }
`;

describe('the document that a Lambda reads', () => {
  test('means the same policy as the file it was made of, by way of JSON', () => {
    const parsed = parsePolicyFile(RICH);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const written: unknown = JSON.parse(JSON.stringify(parsed.document));
    expect(parsePolicyDocument(written)).toEqual(parsed.policy);
    expect(parsed.policy.schedules['lab-2']?.hash).toBe(parsed.policy.schedules['lab']?.hash);
  });

  test('is read from its file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tierkeeper-'));
    try {
      writeFileSync(path.join(folder, 'policy.json'), '{"mode": "act"}\n');
      expect(readPolicyDocument(path.join(folder, 'policy.json')).mode).toBe('act');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('is refused with all its problems when somebody edited it by hand', () => {
    expect(() => parsePolicyDocument({ mode: 'go', idle: { windw: '5m' } })).toThrow(
      [
        'This is not a policy:',
        '  mode: must be "observe" or "act", not "go"',
        '  idle.windw: no such key',
      ].join('\n'),
    );
  });

  test('needs no YAML parser in a bundle', async () => {
    const { metafile } = await build({
      entryPoints: ['src/lib/config/policy-document.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.filter((file) => file.includes('node_modules/zod/'))).not.toEqual([]);
    expect(inputs.filter((file) => file.includes('node_modules/yaml/'))).toEqual([]);
  });
});
