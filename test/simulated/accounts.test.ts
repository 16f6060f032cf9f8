import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/lib/cloud/simulated/accounts/kinds.ts';
import { FIVE_DAYS, randomAccount } from '../../src/lib/cloud/simulated/accounts/random.ts';
import { seoul } from '../../src/lib/cloud/simulated/accounts/seoul.ts';
import { simulatedAccount } from '../../src/lib/cloud/simulated/simulated-account.ts';
import { days, minus, plus } from '../../src/lib/model/instant.ts';

const drawn = (seed: number) => simulatedAccount({ seed, accountSetup: randomAccount(FIVE_DAYS) });

describe('the account in Seoul', () => {
  const month = async () => {
    const aws = simulatedAccount({ accountSetup: seoul });
    await aws.advance(days(30));
    return aws;
  };

  test('holds the machines of the story', () => {
    const aws = simulatedAccount({ accountSetup: seoul });
    expect([...aws.account.labels.keys()].toSorted()).toEqual([
      'api',
      'backend',
      'batch',
      'dev-box',
      'ml-experiment',
      'tutorial',
      'vpn',
      'worker',
    ]);
    const backend = aws.account.instances.get(aws.account.labels.get('backend') ?? NOBODY);
    expect(backend).toMatchObject({ type: 't3.micro', state: 'running' });
    expect(backend?.interfaces[0]?.privateAddresses[0]?.elastic).toBe(true);
    const [group] = backend?.interfaces[0]?.securityGroupIds ?? [];
    const ports = aws.account.securityGroups
      .list()
      .filter(({ id }) => id === group)
      .flatMap(({ ingress }) => ingress.map(({ fromPort }) => fromPort));
    expect(ports).toContain(3306);
  });

  test('leaves two volumes of the terminated experiment, and loses a spot instance', async () => {
    const aws = await month();
    const left = aws.account.volumes.list().filter(({ state }) => state === 'available');
    expect(left.map(({ sizeGiB, type }) => `${sizeGiB} ${type}`).toSorted()).toEqual([
      '100 gp3',
      '40 gp2',
      '50 gp2',
    ]);
    expect(aws.journal.of('state').filter(({ to }) => to === 'terminated')).toMatchObject([
      { name: 'ml-experiment' },
      { name: 'api' },
      { name: 'batch', reason: 'Server.SpotInstanceTermination' },
    ]);
  });

  test('has a replaced server without its address when nobody looks after it', async () => {
    const aws = await month();
    const api = aws.account.instances.get(aws.account.labels.get('api') ?? NOBODY);
    const [address] = api?.interfaces[0]?.privateAddresses ?? [];
    expect(address).toMatchObject({ elastic: false });
    expect(api?.tags['tierkeeper:eip']).toBe(aws.setup.allocationId('api-ip'));
  });
});

const NOBODY = simulatedAccount().setup.instance({ name: 'nobody' });

describe('random accounts', () => {
  const accounts = Array.from({ length: 60 }, (_, seed) => drawn(seed));

  test('have 6 to 12 instances, or a second group member more', () => {
    for (const aws of accounts) {
      expect(aws.account.labels.size).toBeGreaterThanOrEqual(6);
      expect(aws.account.labels.size).toBeLessThanOrEqual(12);
    }
  });

  test('together show every kind there is', () => {
    const seen = new Set(accounts.flatMap((aws) => [...aws.account.labels.keys()]));
    expect(seen).toEqual(new Set(Object.keys(KINDS)));
  });

  test('have people who do everything that people do, and then are quiet', async () => {
    const verbs = new Set<string>();
    for (const aws of accounts.slice(0, 20)) {
      const until = minus(plus(aws.now(), FIVE_DAYS.lasts), FIVE_DAYS.quiet);
      await aws.advance(FIVE_DAYS.lasts);
      const calls = aws.journal.of('call').filter(({ actor }) => actor.kind === 'person');
      for (const call of calls) verbs.add(call.verb);
      expect(calls.filter(({ at }) => at > until)).toEqual([]);
    }
    expect(verbs).toEqual(
      new Set([
        'start',
        'stop',
        'terminate',
        'launch',
        'shut-down-from-inside',
        'tag',
        'protect',
        'associate',
        'disassociate',
        'create-volume',
        'attach-volume',
      ]),
    );
  });
});
