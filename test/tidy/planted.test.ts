import { describe, expect, test } from 'vitest';
import { ALL_FILE_RULES, ALL_TREE_RULES } from './all-rules.ts';
import type { Rule } from './file.ts';
import { ambient } from './rules/ambient.ts';
import { noCircles } from './rules/circles.ts';
import { commandsExist, dependenciesExplained } from './rules/documents.ts';
import { noBarrel, noDefaultExport } from './rules/exports.ts';
import { importLaw } from './rules/import-law.ts';
import { exportNames, pathNames } from './rules/names.ts';
import { SDK_COMMANDS, sdkCommands } from './rules/sdk-commands.ts';
import { SIGNED_CALLS, signedCalls } from './rules/signed-calls.ts';
import {
  agentsSize,
  fileSize,
  functionMedian,
  functionSize,
  handlerSize,
  lineWidth,
  needlessExemption,
  parameterCount,
} from './rules/sizes.ts';
import { honestTypes } from './rules/types.ts';
import { bannedWords } from './rules/words.ts';

type Case = readonly [rule: Rule, path: string, text: string];

const longFunction = (lines: number): string =>
  `export const f = () => {\n${'  g();\n'.repeat(lines - 2)}};\n`;

const SDK = 'src/lib/cloud/aws/ec2.ts';
const DECIDE = 'src/lib/decide/rules/idle.ts';
const EC2 = '@aws-sdk/client-ec2';

const GUILTY: Readonly<Record<string, Case>> = {
  'the model imports a verb': [
    importLaw,
    'src/lib/model/instance.ts',
    "import { stop } from '../act/stop.ts';",
  ],
  'a rule reads a file': [importLaw, DECIDE, "import fs from 'node:fs';"],
  'a rule imports the SDK': [importLaw, DECIDE, `import { Tag } from '${EC2}';`],
  'a rule imports the SDK late': [importLaw, DECIDE, `const sdk = await import('${EC2}');`],
  'a rule borrows an SDK type': [importLaw, DECIDE, `type T = import('${EC2}').Tag;`],
  'a rule re-exports the simulator': [
    importLaw,
    DECIDE,
    "export { Account } from '../../cloud/simulated/account.ts';",
  ],
  'a verb imports the ports as a value': [
    importLaw,
    'src/lib/act/stop.ts',
    "import { clock } from '../cloud/cloud.ts';",
  ],
  'a verb imports another verb': [
    importLaw,
    'src/lib/act/stop.ts',
    "import type { Ledger } from '../record/ledger.ts';",
  ],
  'a verb imports the SDK adapter': [
    importLaw,
    'src/lib/observe/instances.ts',
    "import type { Ec2 } from '../cloud/aws/ec2.ts';",
  ],
  'the simulator imports zod': [
    importLaw,
    'src/lib/cloud/simulated/bus.ts',
    "import * as z from 'zod';",
  ],
  'the adapter imports the simulator': [importLaw, SDK, "import '../simulated/account.ts';"],
  'wiring imports a handler': [
    importLaw,
    'src/lib/wiring/aws-sweep.ts',
    "import { handler } from '../../handlers/clock-ticked.ts';",
  ],
  'a handler imports the decision': [
    importLaw,
    'src/handlers/clock-ticked.ts',
    "import { decide } from '../lib/decide/decide.ts';",
  ],
  'middy outside a handler': [
    importLaw,
    'src/lib/wiring/aws-sweep.ts',
    "import middy from '@middy/core';",
  ],
  'a folder without a row': [importLaw, 'src/lib/plumbing/pipe.ts', 'export const pipe = 1;'],

  'TerminateInstances is imported': [
    sdkCommands,
    SDK,
    `import { TerminateInstancesCommand } from '${EC2}';`,
  ],
  'DeleteVolume is imported under another name': [
    sdkCommands,
    SDK,
    `import { DeleteVolumeCommand as Tidy } from '${EC2}';`,
  ],
  'the whole EC2 client is imported': [sdkCommands, SDK, `import { EC2 } from '${EC2}';`],
  'the EC2 namespace is imported': [sdkCommands, SDK, `import * as ec2 from '${EC2}';`],
  'the EC2 client is imported late': [sdkCommands, SDK, `await import('${EC2}');`],
  'an unlisted client is imported': [
    sdkCommands,
    SDK,
    "import { IAMClient } from '@aws-sdk/client-iam';",
  ],
  'a paginator of an unlisted call': [
    sdkCommands,
    SDK,
    `import { paginateDescribeVpcs } from '${EC2}';`,
  ],

  'a signed call that destroys': [signedCalls, SDK, "call('TerminateInstances', {});"],
  'a destroying call behind a name': [signedCalls, SDK, "const does = 'ReleaseAddress';"],
  'a signed call that is not listed': [
    signedCalls,
    SDK,
    "import { signedJson } from './signed-json.ts';\nsignedJson(options)('PutRule', {});",
  ],
  'a removal by REST': [
    signedCalls,
    SDK,
    "import { restCall } from './signed-rest.ts';\nrestCall(o, { method: 'DELETE', path });",
  ],
  'a path of REST that is not listed': [
    signedCalls,
    'src/lib/cloud/aws/estate/savings-plans.ts',
    "import { restCall } from '../signed-rest.ts';\nrestCall(o, { path: '/ReturnSavingsPlan' });",
  ],
  'a signature of its own': [
    signedCalls,
    SDK,
    "import { SignatureV4 } from '@smithy/signature-v4';",
  ],

  'the clock is read in a rule': [ambient, DECIDE, 'export const at = Date.now();'],
  'an argumentless Date in a rule': [ambient, DECIDE, 'export const at = new Date();'],
  'chance in the simulator': [
    ambient,
    'src/lib/cloud/simulated/load.ts',
    'export const load = () => Math.random();',
  ],
  'a timer in a verb': [ambient, 'src/lib/act/pace.ts', 'setTimeout(() => {}, 5);'],
  'the environment in wiring': [
    ambient,
    'src/lib/wiring/aws-link.ts',
    'export const table = process.env.TABLE;',
  ],

  'an any': [honestTypes, 'test/decide/builder.ts', 'export const a = (x: any) => x;'],
  'a non-null assertion': [honestTypes, DECIDE, 'export const a = list[0]!;'],
  'a cast of foreign data': [honestTypes, SDK, 'export const a = JSON.parse(s) as Policy;'],
  'a cast with angle brackets': [honestTypes, SDK, 'export const a = <Policy>foreign;'],

  'a default export': [noDefaultExport, DECIDE, 'export default function idle() {}'],
  'a file of re-exports': [noBarrel, 'src/lib/model/all.ts', "export * from './instance.ts';"],
  'an index file': [noBarrel, 'src/lib/model/index.ts', 'export const a = 1;'],

  'a function of 51 lines': [functionSize, DECIDE, longFunction(51)],
  'a test body of 51 lines': [
    functionSize,
    'test/decide/idle.test.ts',
    `test('x', () => {\n${'g();\n'.repeat(49)}});`,
  ],
  'four positional parameters': [parameterCount, DECIDE, 'export const f = (a, b, c, d) => a;'],
  'a port with four parameters': [
    parameterCount,
    'src/lib/cloud/cloud.ts',
    'export interface C { stop(a: A, b: B, c: C, d: D): void }',
  ],
  'a source file of 251 lines': [fileSize, DECIDE, 'g();\n'.repeat(251)],
  'a test file of 401 lines': [fileSize, 'test/decide/idle.test.ts', 'g();\n'.repeat(401)],
  'a handler of 41 lines': [handlerSize, 'src/handlers/clock-ticked.ts', 'g();\n'.repeat(41)],
  'a line of 101 columns': [lineWidth, 'serverless.yml', `# ${'x'.repeat(99)}`],
  'an AGENTS.md of 61 lines': [agentsSize, 'AGENTS.md', 'Run it.\n'.repeat(61)],

  'a folder of helpers': [pathNames, 'test/helpers/instance.ts', ''],
  'a manager in a file name': [pathNames, 'src/lib/act/stop-manager.ts', ''],
  'an exported service': [exportNames, DECIDE, 'export class IdleService {}'],
  'exported utils': [exportNames, DECIDE, 'export { a as stringUtils };'],
  'a promise to do it later': [bannedWords, 'README.md', 'Alarms: not yet implemented.'],
  'a marker in the code': [bannedWords, DECIDE, '// TODO: the other half'],
};

const INNOCENT: Readonly<Record<string, Case>> = {
  'a verb takes the types of the ports': [
    importLaw,
    'src/lib/act/stop.ts',
    "import type { Cloud } from '../cloud/cloud.ts';",
  ],
  'the CLI reads zod': [importLaw, 'src/cli/plan.ts', "import * as z from 'zod';"],
  'a test imports anything': [importLaw, 'test/a.test.ts', `import { EC2 } from '${EC2}';`],
  'listed commands, client, exception and types': [
    sdkCommands,
    SDK,
    [
      `import { EC2Client, StopInstancesCommand, type Image } from '${EC2}';`,
      `import { EC2ServiceException, paginateDescribeInstances } from '${EC2}';`,
    ].join('\n'),
  ],
  'a Date of an instant': [ambient, DECIDE, 'export const at = (n: number) => new Date(n);'],
  'the clock in wiring': [ambient, 'src/lib/wiring/simulation.ts', 'export const n = Date.now();'],
  'as const': [honestTypes, DECIDE, 'export const a = [1] as const;'],
  'a brand in its own file': [
    honestTypes,
    'src/lib/model/money.ts',
    'export const m = (n: number) => n as MicroUsd;',
  ],
  'the default export of a config file': [
    noDefaultExport,
    'vitest.config.ts',
    'export default {};',
  ],
  'a function of 50 lines': [functionSize, DECIDE, longFunction(50)],
  'a long describe': [
    functionSize,
    'test/decide/idle.test.ts',
    `describe('x', () => {\n${'g();\n'.repeat(90)}});`,
  ],
  'a describe.each': [
    functionSize,
    'test/decide/idle.test.ts',
    `describe.each([1])('x', () => {\n${'g();\n'.repeat(90)}});`,
  ],
  'a line that cites a long address': [
    lineWidth,
    DECIDE,
    `// https://docs.aws.amazon.com/${'a'.repeat(120)}`,
  ],
  'a catalogue of sentences': [lineWidth, 'src/lib/tell/render/reason-en.ts', 'x'.repeat(120)],
  'service as the subject': [pathNames, 'src/lib/act/service-quota.ts', ''],
};

const check = ([rule, path, text]: Case): readonly string[] =>
  rule({ path, text }).map((violation) => `${violation.rule}: ${violation.message}`);

describe('a planted violation is reported', () => {
  test.each(Object.entries(GUILTY))('%s', (_story, planted) => {
    expect(check(planted)).not.toEqual([]);
  });

  test('for every rule there is', () => {
    const planted = new Set(Object.values(GUILTY).map(([rule]) => rule));
    expect(Object.values(ALL_FILE_RULES).filter((rule) => !planted.has(rule))).toEqual([]);
  });

  test('with the line where it is', () => {
    const text = '\n\nexport const a = list[0]!;\n';
    expect(honestTypes({ path: DECIDE, text })).toMatchObject([{ path: DECIDE, line: 3 }]);
  });
});

describe('an innocent file is left alone', () => {
  test.each(Object.entries(INNOCENT))('%s', (_story, innocent) => {
    expect(check(innocent)).toEqual([]);
  });
});

describe('a violation planted in the tree is reported', () => {
  const packageJson = {
    path: 'package.json',
    text: '{"scripts": {"bench": ""}, "dependencies": {"zod": "4"}}',
  };
  const messages = (rule: keyof typeof ALL_TREE_RULES, path: string, text: string): number =>
    ALL_TREE_RULES[rule]?.([packageJson, { path, text }]).length ?? 0;

  test('a dependency without a reason', () => {
    expect(
      dependenciesExplained([packageJson, { path: 'ARCHITECTURE.md', text: '' }]),
    ).toHaveLength(1);
    expect(messages('dependencies explained', 'ARCHITECTURE.md', '`zod`: borders')).toBe(0);
  });

  test('a command that does not exist', () => {
    expect(commandsExist([packageJson, { path: 'README.md', text: 'npm run bunch' }])).toHaveLength(
      1,
    );
    expect(messages('commands exist', 'README.md', 'npm run bench')).toBe(0);
  });

  test('files that import each other, also for types only, and not those beside them', () => {
    const file = (name: string, to: string) => {
      return { path: `src/lib/decide/${name}.ts`, text: `import type { X } from './${to}.ts';` };
    };
    const [found, ...more] = noCircles([file('a', 'b'), file('b', 'c'), file('c', 'b')]);
    expect(found?.message).toMatch(/: src\/lib\/decide\/b.ts -> src\/lib\/decide\/c.ts -> /);
    expect(more).toEqual([]);
    expect(noCircles([file('a', 'b'), file('b', 'c')])).toEqual([]);
  });

  test('functions that are long as a rule', () => {
    expect(functionMedian([{ path: DECIDE, text: longFunction(11) }])).toHaveLength(1);
    expect(functionMedian([{ path: DECIDE, text: longFunction(10) }])).toEqual([]);
  });

  test('an exemption for a file that is gone or has become short', () => {
    const exempt = new Map([[DECIDE, 'a table']]);
    expect(needlessExemption([], exempt)).toHaveLength(1);
    expect(needlessExemption([{ path: DECIDE, text: 'g();\n' }], exempt)).toHaveLength(1);
    expect(needlessExemption([{ path: DECIDE, text: 'g();\n'.repeat(251) }], exempt)).toEqual([]);
  });
});

describe('the list of SDK commands', () => {
  const listed = Object.values(SDK_COMMANDS).flat();
  const ours = ['DeleteItem', 'DeleteAlarms', 'DeleteMessage'];
  const signed = [...SIGNED_CALLS];

  test('destroys, releases, creates and takes away nothing of the owner', () => {
    const dangerous = /Terminate|Delete|Release|Run|Create|Disassociate|Detach|Modify|Reboot/;
    expect(
      [...listed, ...signed].filter((name) => dangerous.test(name) && !ours.includes(name)),
    ).toEqual([]);
  });
});
