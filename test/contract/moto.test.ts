import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { secretReader, ssmClient } from '../../src/lib/cloud/aws/ssm.ts';
import { itemsOf } from '../../src/lib/model/family.ts';
import { days } from '../../src/lib/model/instant.ts';
import { emulated } from '../emulators/emulator.ts';
import { startMoto } from '../emulators/moto.ts';
import { OVER_MOTO } from '../rights/port-actions.ts';
import { recordedActions } from '../rights/recorded-actions.ts';
import { ESTATE_CASES } from './cases/estate.ts';
import { LEDGER_CASES } from './cases/ledger.ts';
import { TOPIC_CASES } from './cases/topic.ts';
import { CLOUD_CASES } from './cloud-cases.ts';
import { dynamoContract } from './dynamo-ledger.ts';
import { motoContract, motoPorts, motoRegions } from './moto-contract.ts';
import { motoEstate } from './moto-estate.ts';
import { motoTopic } from './moto-topic.ts';

vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');

const moto = await startMoto();
const endpoint = 'endpoint' in moto ? moto.endpoint : '';
const missing = 'missing' in moto ? moto.missing : null;

if (missing === null) process.stdout.write(differences());
else process.stderr.write(`The contract is not tried against moto here: ${missing}.\n`);

function differences(): string {
  const known = [...CLOUD_CASES, ...ESTATE_CASES, ...LEDGER_CASES].flatMap(
    ({ name, moto: difference }) =>
      difference ? [`  ${name}\n    moto: ${difference.why} (${difference.source})`] : [],
  );
  const head = `moto differs from AWS in ${known.length} cases; there its own way is asserted:`;
  return `${[head, ...known].join('\n')}\n`;
}

afterAll(async () => {
  if ('stop' in moto) await moto.stop();
});

describe('moto', () => {
  it('is not missing where CI asks for the whole suite', () => {
    expect(process.env['CI'] === 'true' ? missing : null).toBeNull();
  });
});

describe.runIf(missing === null)('over moto', () => {
  beforeEach(async () => {
    await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' });
  });

  // The first call to each of its Regions takes moto a while.
  it.each(CLOUD_CASES)(
    'cloud/aws: $name',
    async ({ run, moto: difference }) => {
      await (difference?.instead ?? run)(motoContract(endpoint));
    },
    20_000,
  );

  it.each(ESTATE_CASES)(
    'the daily sweep: $name',
    async ({ run, moto: difference }) => {
      await (difference?.instead ?? run)(motoEstate(endpoint));
    },
    20_000,
  );

  it.each(LEDGER_CASES)('the ledger: $name', async ({ run, moto: difference }) => {
    await (difference?.instead ?? run)(await dynamoContract(endpoint, 'ledger'));
  });

  it.each(TOPIC_CASES)('the topic: $name', async ({ run }) => {
    const topic = await motoTopic(endpoint);
    await run(topic).finally(topic.close);
  });

  it('the event bus: an event is accepted', async () => {
    const bus = motoPorts(endpoint).channels.find(({ name }) => name === 'event-bridge');
    const message = {
      subject: 's',
      text: 't',
      document: '{}',
      attributes: { kind: 'stopped' },
      slack: null,
      amazonQ: null,
    };
    expect(await bus?.send(message)).toEqual({ sent: 'accepted' });
  });

  it('the secrets: a SecureString is read decrypted, and only that', async () => {
    const owner = new SSMClient(emulated(endpoint));
    const Name = '/tierkeeper/slack';
    const read = secretReader(ssmClient(emulated(endpoint)));
    expect(await read(Name)).toMatchObject({ read: false, fault: { code: 'bad-secret' } });
    const put = (Type: 'String' | 'SecureString', Value: string) =>
      owner.send(new PutParameterCommand({ Name, Type, Value, Overwrite: true }));
    await put('String', 'in the open');
    expect(await read(Name)).toMatchObject({ read: false, fault: { code: 'bad-secret' } });
    await put('SecureString', 'xoxb-1');
    expect(await read(Name)).toEqual({ read: true, value: 'xoxb-1' });
    await put('SecureString', 'xoxb-2');
    expect(await read(Name)).toEqual({ read: true, value: 'xoxb-1' });
  });

  it('the daily sweep lists a Region as every pass lists home', async () => {
    const estate = motoRegions(endpoint, days(2));
    await motoEstate(endpoint).createNatGateway('lab');
    expect(itemsOf(await estate.regions())).toContain('us-east-1');
    const there = estate.in('us-east-1');
    const read = [there.instances(), there.volumes(), there.addresses(), there.natGateways()];
    expect((await Promise.all(read)).map(({ complete }) => complete)).toEqual(read.map(() => true));
  });

  // The last: of all that ran before it.
  it('each method of a port makes the calls that the roles are made of, and no other', () => {
    expect(recordedActions()).toEqual(OVER_MOTO);
  });
});
