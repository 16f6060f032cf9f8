/** Ports that are open to the world: told once a change, and never closed by the product. */
import { expect, test } from 'vitest';
import { steady } from '../../../src/lib/cloud/simulated/loads.ts';
import { openTo, type Setup } from '../../../src/lib/cloud/simulated/setup.ts';
import { idOf, isSecurityGroupId, type SecurityGroupId } from '../../../src/lib/model/ids.ts';
import { begin, type Scenario } from '../scenario.ts';

const groupOf = (setup: Setup, ...ports: readonly number[]): SecurityGroupId =>
  setup.securityGroup(
    'backend',
    ports.map((port) => openTo(port)),
  );

const backend =
  (...ports: readonly number[]) =>
  (setup: Setup): void => {
    setup.instance({
      name: 'backend',
      load: steady(),
      securityGroupIds: [groupOf(setup, ...ports)],
    });
  };

const timesOf = (scenario: Scenario): readonly string[] =>
  scenario.told('exposed-port').map(({ at }) => at);

const portsOf = ({ world }: Scenario): readonly (number | null)[] =>
  world.account.securityGroups.list().flatMap(({ ingress }) => ingress.map((one) => one.fromPort));

const groupId = (scenario: Scenario): SecurityGroupId =>
  idOf(isSecurityGroupId, scenario.world.account.securityGroups.list()[0]?.id ?? '');

const looksAt = ({ world }: Scenario): number =>
  world.journal.of('read').filter(({ operation }) => operation === 'ec2:DescribeSecurityGroups')
    .length;

test('an open database is told once, with the commands, and stays as it is', async () => {
  const days = begin({ account: backend(80, 3306) });
  await days.until('+3 12:00');
  expect(timesOf(days)).toEqual(['12:00']);
  expect(portsOf(days)).toEqual([80, 3306]);
  const [mail] = days.world.topic.mails;
  expect(mail?.subject).toContain('backend: port 3306 (MySQL) open to the world');
  const id = groupId(days);
  expect(mail?.text).toContain(
    `aws ec2 authorize-security-group-ingress --group-id ${id} --ip-permissions ` +
      '"IpProtocol=tcp,FromPort=3306,ToPort=3306,' +
      'IpRanges=[{CidrIp=$(curl -4s https://checkip.amazonaws.com)/32}]" --region ap-northeast-2',
  );
  expect(mail?.text).toContain(
    `aws ec2 revoke-security-group-ingress --group-id ${id} --ip-permissions ` +
      '"IpProtocol=tcp,FromPort=3306,ToPort=3306,IpRanges=[{CidrIp=0.0.0.0/0}]" ' +
      '--region ap-northeast-2',
  );
});

test('its groups are read once an hour, and not at every tick', async () => {
  const day = begin({ account: backend(443) });
  await day.until('18:00');
  expect(looksAt(day)).toBeGreaterThanOrEqual(5);
  expect(looksAt(day)).toBeLessThanOrEqual(7);
});

test('a port that somebody opens later is told within the hour', async () => {
  const day = begin({ account: backend(443) });
  day.at('14:02', (hands) => hands.openPort(groupId(day), openTo(22)));
  await day.until('16:00');
  expect(timesOf(day)).toHaveLength(1);
  expect(timesOf(day)[0]).toMatch(/^1(4|5):/);
});

test('a port that was closed and is opened again is told again', async () => {
  const day = begin({ account: backend(3306) });
  day.at('13:30', (hands) => hands.closePort(groupId(day), 3306));
  day.at('15:30', (hands) => hands.openPort(groupId(day), openTo(3306)));
  await day.until('18:00');
  expect(timesOf(day)).toHaveLength(2);
});

test('an instance that sleeps each night is not told again each morning', async () => {
  const days = begin({
    account: backend(22),
    policy: 'nightly: { stop: "22:00", start: "07:00", days: daily, warn: 15m }',
  });
  await days.until('+3 12:00');
  expect(days.turns('backend').length).toBeGreaterThan(4);
  expect(timesOf(days)).toHaveLength(1);
});

test('an instance that is launched behind an open group is seen at the next look', async () => {
  const day = begin({ account: (setup) => void groupOf(setup, 6379) });
  const launched = { name: 'cache', load: steady() };
  day.at('14:02', (hands) => {
    hands.launch({ ...launched, securityGroupIds: [groupId(day)] });
  });
  await day.until('14:20');
  const [told] = day.told('exposed-port');
  expect(told?.at).toMatch(/^14:(00|05|10)$/);
  expect(told?.facts).toMatchObject({ instances: [{ name: 'cache' }] });
});

test('a public IPv6 address is as reachable', async () => {
  const day = begin({
    account: (setup) => {
      const rule = { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['::/0'] };
      const securityGroupIds = [setup.securityGroup('v6', [rule])];
      const ipv6Address = '2600:1f18::7';
      setup.instance({ name: 'six', load: steady(), securityGroupIds, ipv6Address });
      setup.instance({ name: 'four', load: steady(), securityGroupIds });
    },
  });
  await day.until('13:00');
  expect(day.told('exposed-port').map(({ facts }) => facts)).toMatchObject([
    { instances: [{ name: 'six' }] },
  ]);
});

test('turned off, no security group is read for it', async () => {
  const day = begin({ account: backend(22), policy: 'exposure: { on: false }' });
  await day.until('15:00');
  expect(timesOf(day)).toEqual([]);
  expect(looksAt(day)).toBe(0);
});

test('a role that may not read security groups says so once a day', async () => {
  const day = begin({ account: backend(22), denied: ['ec2:DescribeSecurityGroups'] });
  await day.until('15:00');
  expect(timesOf(day)).toEqual([]);
  expect(day.told('own-trouble').map(({ facts }) => facts)).toMatchObject([
    { family: 'security groups' },
  ]);
});

test('a name that is made to mislead stays text', async () => {
  const day = begin({
    account: (setup) => {
      const name = '"; rm -rf / #\u202e<b>';
      const securityGroupIds = [setup.securityGroup(name, [openTo(22)])];
      setup.instance({ name: 'web', load: steady(), securityGroupIds });
    },
  });
  await day.until('12:30');
  const [mail] = day.world.topic.mails;
  expect(mail?.text).not.toContain('\u202e');
  const commands = mail?.text.split('\n').filter((line) => line.trim().startsWith('aws ec2')) ?? [];
  expect(commands).toHaveLength(3);
  for (const command of commands) expect(command).not.toContain('rm -rf');
});
