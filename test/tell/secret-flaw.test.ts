/** A secret that cannot be used: the owner reads what is wrong with it, and what would be right. */
import { describe, expect, test } from 'vitest';
import { parseApp, parseWebhook } from '../../src/lib/cloud/slack/secret.ts';
import { type Fault, fault } from '../../src/lib/model/fault.ts';
import { FAULTS_EN } from '../../src/lib/tell/render/fault-en.ts';
import { FAULTS_KO } from '../../src/lib/tell/render/fault-ko.ts';
import { sayFor } from '../../src/lib/tell/render/say.ts';
import { SEOUL } from './notices.ts';

const NAME = '/tierkeeper/slack';

function faultOf(parsed: ReturnType<typeof parseApp> | ReturnType<typeof parseWebhook>): Fault {
  if (parsed.ok) throw new Error('nothing is wrong with it');
  return parsed.fault;
}

/** As `cloud/aws/ssm.ts` says it. */
const ofSsm = (awsCode: string): Fault =>
  fault('bad-secret', `SSM parameter ${NAME}: Odd name`, { awsCode, culprits: [NAME] });

const APP = { botToken: 'xoxb-1-2-abc', signingSecret: 'ab'.repeat(16), channel: '#ops' };

const FLAWS: readonly (readonly [string, Fault, en: string, ko: string])[] = [
  ['is not there', ofSsm('ParameterNotFound'), 'There is no SSM parameter', '없습니다'],
  ['has lost its key', ofSsm('InvalidKeyId'), 'is disabled or gone', '꺼져 있거나 삭제'],
  ['is in plain text', ofSsm('NotSecureString'), 'is not a SecureString', '다른 사람도 읽을 수'],
  ['is no webhook', faultOf(parseWebhook(NAME, 'x')), 'the URL of an incoming', '수신 웹후크 URL'],
  ['is no document', faultOf(parseApp(NAME, 'x')), 'a JSON document', '형식의 JSON이어야'],
  [
    'has the name of its channel',
    faultOf(parseApp(NAME, JSON.stringify(APP))),
    '"channel" must be the id of a channel',
    'channel은 이름이 아닌 채널 ID(C…)여야 합니다',
  ],
  ['is refused in other words', ofSsm('ValidationException'), 'Odd name', 'Odd name'],
];

describe.each(FLAWS)('a secret that %s', (_, flaw, ...says) => {
  const [en, ko] = says;

  test('is told by its name, in both languages', () => {
    const english = FAULTS_EN['bad-secret'](flaw, sayFor(SEOUL));
    const korean = FAULTS_KO['bad-secret'](flaw, sayFor({ ...SEOUL, language: 'ko' }));
    expect(english).toContain(en);
    expect(korean).toContain(ko);
    for (const text of [english, korean]) expect(text).toContain(NAME);
  });

  test('has no English sentence in its Korean one, but for the words of AWS', () => {
    const korean = FAULTS_KO['bad-secret'](flaw, sayFor({ ...SEOUL, language: 'ko' }));
    const words = korean.replace('Odd name', '').match(/[a-z]+ [a-z]+ [a-z]+/gi);
    expect(words).toBeNull();
  });
});
