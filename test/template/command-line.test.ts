import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OSLS, type ServiceFolder, serviceFolder } from './packaged.ts';

let service: ServiceFolder;
beforeAll(async () => {
  service = await serviceFolder('');
});
afterAll(() => service.remove());

describe('a deploy', () => {
  test('without a recipient is refused in one sentence, before AWS is asked', async () => {
    const { ok, output } = await service.run([OSLS, 'deploy']);
    expect(ok).toBe(false);
    expect(output).toContain('npm run deploy -- --param email=you@example.com');
    expect(output).not.toMatch(/credentials|\n\s+at /);
  }, 60_000);

  test('with a policy that is none is refused with every problem, each said once', async () => {
    const broken = await serviceFolder('zone: Asia/Soul\nidel: { on: false }\n');
    const { ok, output } = await broken.run([OSLS, 'package']);
    await broken.remove();
    expect(ok).toBe(false);
    expect(output.match(/policy\.yml:\d/g)).toEqual(['policy.yml:1', 'policy.yml:2']);
    expect(output).not.toMatch(/\n\s+at /);
  }, 60_000);
});

describe('a build', () => {
  test('says which schedule can never run or never stops, and goes on', async () => {
    const odd = await serviceFolder(
      [
        'schedules:',
        '  ever: { running: [daily 00:00-24:00] }',
        '  late: { running: [daily 09:00-19:00] }',
      ].join('\n'),
    );
    const { ok, output } = await odd.run(['scripts/build.ts']);
    await odd.remove();
    expect(ok).toBe(true);
    expect(output).toContain('policy.yml: ever: It never stops');
    expect(output).not.toContain('late:');
  }, 60_000);
});

describe('custom events', () => {
  const busOf = async (policy: string): Promise<readonly string[]> => {
    const folder = await serviceFolder(policy);
    const { output } = await folder.run([OSLS, 'print']);
    await folder.remove();
    const told = output.replace(/SpokesMayWake:[\s\S]*?event-bus\/default/, '');
    return [...told.matchAll(/(?:EVENT_BUS_NAME: |event-bus\/)(\S*)/g)].map(
      ([, name]) => `${name}`,
    );
  };

  test('are allowed, and a bus is named, only where the policy wants them', async () => {
    const roles = 5;
    expect(await busOf('tell: { eventBridge: true }')).toEqual(
      new Array(roles + 2).fill('default'),
    );
    expect(new Set(await busOf(''))).toEqual(new Set(["''", '']));
  }, 60_000);
});

describe('the secrets of Slack', () => {
  const arnsOf = async (policy: string): Promise<ReadonlySet<string>> => {
    const folder = await serviceFolder(policy);
    const { output } = await folder.run([OSLS, 'print']);
    await folder.remove();
    return new Set(output.match(/arn:\S*:parameter\/\S*/g));
  };
  const arn = (name: string): string =>
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own.
    `${'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}'}:parameter/${name}`;

  test('can be read by the names that the policy gives, and none where it gives none', async () => {
    const both = 'tell: { slack: { webhook: /tierkeeper/hook, app: tierkeeper.app } }';
    expect(await arnsOf(both)).toEqual(new Set([arn('tierkeeper/hook'), arn('tierkeeper.app')]));
    expect(await arnsOf('')).toEqual(new Set());
  }, 60_000);
});
