/** What the build reads for the function behind the links is what the schema would read there. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtPolicy, readBuiltPolicy } from '../../src/lib/config/built-policy.ts';
import { parsePolicyFile } from '../../src/lib/config/policy-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tierkeeper-policy-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(document: unknown) {
  const file = path.join(folder, 'policy.json');
  await writeFile(file, JSON.stringify(document));
  return readBuiltPolicy(file);
}

describe('the policy of the function behind the links', () => {
  test.each(['', 'test/config/whole-policy.yml'])('survives its file: %s', async (file) => {
    const parsed = parsePolicyFile(file === '' ? '' : await readFile(file, 'utf8'));
    if (!parsed.ok) throw new Error('the policy does not parse');
    expect(await read(builtPolicy(parsed.policy))).toEqual(parsed.policy);
  });

  test('is not taken from a file that the build did not write for it', async () => {
    await expect(read({ mode: 'act' })).rejects.toThrow('npm run build');
  });
});
