/** `npm run build`: policy.yml and src/handlers in, one folder per Lambda out, ready to zip. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { oddPriceTexts } from '../src/cli/odd-prices.ts';
import { odditiesIn, oddityText } from '../src/cli/schedule/oddities.ts';
import { builtPolicy } from '../src/lib/config/built-policy.ts';
import { parsePolicyFile } from '../src/lib/config/policy-file.ts';
import { problemText } from '../src/lib/config/problem.ts';
import { instant } from '../src/lib/model/instant.ts';
import { knownPrices } from '../src/lib/wiring/known-prices.ts';
import { bundle, lambdaNames } from './bundle.ts';

const toJson = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;

interface PolicyFiles {
  /** The checked policy as plain JSON: no Lambda carries a YAML parser. */
  readonly document: string;
  /** The same, read by the schema already. */
  readonly built: string;
}

/** The function behind the links carries no schema either: somebody waits for its page. */
const CARRIES_BUILT_POLICY = 'link-opened';

/** Null: the file is wrong. */
async function readPolicy(file: string): Promise<PolicyFiles | null> {
  if (!existsSync(file)) {
    console.error(`${file}: no such file`);
    return null;
  }
  const parsed = parsePolicyFile(await readFile(file, 'utf8'));
  if (parsed.ok) {
    const { warnings } = odditiesIn(parsed, instant(Date.now()));
    const { policy } = parsed;
    const texts = [
      ...warnings.map((odd) => oddityText(odd, policy.language)),
      ...oddPriceTexts(knownPrices(policy), policy, policy.language),
    ];
    for (const text of texts) console.warn(`${file}: ${text}`);
    return { document: toJson(parsed.document), built: toJson(builtPolicy(parsed.policy)) };
  }
  for (const problem of parsed.problems) console.error(problemText(file, problem));
  return null;
}

async function showSize(name: string, file: string): Promise<void> {
  const { size } = await stat(file);
  console.log(`${name.padEnd(20)} ${String(Math.round(size / 1024)).padStart(5)} KiB`);
}

async function writeLambda(folder: string, name: string, policy: PolicyFiles): Promise<void> {
  // Node reads index.js as a module only if a package.json in the zip says so.
  await writeFile(path.join(folder, name, 'package.json'), toJson({ type: 'module' }));
  const text = name === CARRIES_BUILT_POLICY ? policy.built : policy.document;
  await writeFile(path.join(folder, name, 'policy.json'), text);
  await showSize(name, path.join(folder, name, 'index.js'));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      policy: { type: 'string', default: 'policy.yml' },
      out: { type: 'string', default: 'dist' },
    },
  });
  const policy = await readPolicy(values.policy);
  if (policy === null) {
    process.exitCode = 1;
    return;
  }
  await rm(values.out, { recursive: true, force: true });
  await mkdir(values.out, { recursive: true });
  const names = await lambdaNames();
  const metafile = await bundle(names, { folder: values.out, write: true });
  await writeFile(path.join(values.out, 'metafile.json'), toJson(metafile));
  for (const name of names) await writeLambda(values.out, name, policy);
}

await main();
