/** What is wrong with a secret that the owner keeps for Slack, and what would be right. */
import type { Fault } from '../../model/fault.ts';
import { SECRET_COLUMNS } from './fault-words.ts';
import { knownWord } from './known-word.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';

type Flaw = 'absent' | 'no-key' | 'plain' | 'webhook' | 'document' | 'fields';

/** By SSM's own codes, and by ours for a value that can be read. */
const FLAWS: Readonly<Record<string, Flaw>> = {
  ParameterNotFound: 'absent',
  InvalidKeyId: 'no-key',
  NotSecureString: 'plain',
  NotWebhook: 'webhook',
  NotDocument: 'document',
  WrongFields: 'fields',
};

const URL = 'https://hooks.slack.com/services/…';
const DOCUMENT = '{"botToken":"xoxb-…","signingSecret":"…","channel":"C…"}';

interface FlawWords {
  readonly flaws: Readonly<Record<Flaw, (parameter: string, fields: readonly string[]) => string>>;
  /** In the words of whoever refused it. */
  other(parameter: string, says: string): string;
}

const FIELDS_EN: Readonly<Record<string, string>> = {
  botToken: '"botToken" must be the bot token, xoxb-…',
  signingSecret: '"signingSecret" must be the signing secret, 32 hexadecimal digits',
  channel: '"channel" must be the id of a channel, C…, not its name',
};

const FIELDS_KO: Readonly<Record<string, string>> = {
  botToken: 'botToken은 봇 토큰(xoxb-…)',
  signingSecret: 'signingSecret은 앱의 서명 시크릿(16진수 32자리)',
  channel: 'channel은 이름이 아닌 채널 ID(C…)',
};

const listed = (words: Readonly<Record<string, string>>, fields: readonly string[]) =>
  fields.flatMap((field) => knownWord(words, field) ?? []);

const EN: FlawWords = {
  flaws: {
    absent: (parameter) =>
      `There is no SSM parameter ${parameter} in this Region: store it as docs/slack.md says, ` +
      'or correct its name in policy.yml.',
    'no-key': (parameter) =>
      `The KMS key that encrypts the SSM parameter ${parameter} is disabled or gone: enable the ` +
      'key, or store the parameter anew.',
    plain: (parameter) =>
      `The SSM parameter ${parameter} is not a SecureString, so others could read it: delete it, ` +
      'replace the secret, and store the new one as a SecureString.',
    webhook: (parameter) =>
      `The SSM parameter ${parameter} must hold the URL of an incoming webhook, ${URL}, and ` +
      'nothing else: store it anew.',
    document: (parameter) =>
      `The SSM parameter ${parameter} must hold a JSON document, ${DOCUMENT}, and nothing else: ` +
      'store it anew.',
    fields: (parameter, fields) =>
      `In the JSON of the SSM parameter ${parameter}, ${listed(FIELDS_EN, fields).join('; ')}. ` +
      'Store it anew.',
  },
  other: (parameter, says) => `The SSM parameter ${parameter} cannot be read: ${says}.`,
};

const KO: FlawWords = {
  flaws: {
    absent: (parameter) =>
      `이 리전에 SSM 파라미터 ${particle(parameter, '이/가')} 없습니다. docs/slack.md대로 저장하거나 ` +
      'policy.yml에 적은 이름을 고쳐 주세요.',
    'no-key': (parameter) =>
      `SSM 파라미터 ${particle(parameter, '을/를')} 암호화한 KMS 키가 꺼져 있거나 삭제되었습니다. ` +
      '키를 다시 켜거나 파라미터를 새로 저장해 주세요.',
    plain: (parameter) =>
      `SSM 파라미터 ${particle(parameter, '이/가')} SecureString이 아니라서 다른 사람도 읽을 수 ` +
      '있습니다. 파라미터를 지우고, 시크릿을 새로 발급받아 SecureString으로 저장해 주세요.',
    webhook: (parameter) =>
      `SSM 파라미터 ${parameter}의 값은 수신 웹후크 URL(${URL}) 하나여야 합니다. 다시 저장해 주세요.`,
    document: (parameter) =>
      `SSM 파라미터 ${parameter}의 값은 ${DOCUMENT} 형식의 JSON이어야 합니다. 다시 저장해 주세요.`,
    fields: (parameter, fields) =>
      `SSM 파라미터 ${parameter}의 JSON에서 ${listed(FIELDS_KO, fields).join(', ')}여야 합니다. ` +
      '다시 저장해 주세요.',
  },
  other: (parameter, says) =>
    `SSM 파라미터 ${particle(parameter, '을/를')} 읽을 수 없습니다: ${says}`,
};

const flawIn =
  ({ flaws, other }: FlawWords) =>
  ({ awsCode, message, culprits: [name = '', ...fields] }: Fault, say: Say): string => {
    const parameter = say.data(name);
    const flaw = knownWord(FLAWS, awsCode ?? '');
    return flaw === undefined
      ? other(parameter, say.data(message.replace(/^SSM parameter \S+: /, ''), SECRET_COLUMNS))
      : flaws[flaw](parameter, fields);
  };

export const secretFlawEn = flawIn(EN);
export const secretFlawKo = flawIn(KO);
