/** A refusal reads as what the owner can do about it, in both languages. */
import { describe, expect, it } from 'vitest';
import { fault } from '../../src/lib/model/fault.ts';
import { FAULTS_EN } from '../../src/lib/tell/render/fault-en.ts';
import { FAULTS_KO } from '../../src/lib/tell/render/fault-ko.ts';
import { sayFor } from '../../src/lib/tell/render/say.ts';
import { SEOUL } from '../tell/notices.ts';

const [EN, KO] = [sayFor(SEOUL), sayFor({ ...SEOUL, language: 'ko' })];

const said = (awsCode: string | null): readonly string[] => {
  const refusal = fault('slack-refused', '', { awsCode });
  return [FAULTS_EN['slack-refused'](refusal, EN), FAULTS_KO['slack-refused'](refusal, KO)];
};

describe('a refusal of Slack', () => {
  it.each([
    ['no_service', 'make another', '새로 만들어'],
    ['channel_is_archived', 'check its id', '채널 ID'],
    ['not_in_channel', '/invite', '/invite'],
    ['invalid_auth', 'bot token', '봇 토큰'],
    ['missing_scope', 'chat:write', 'chat:write'],
    ['restricted_action', 'admins', '관리자'],
    ['rate_limited', 'just now', '지금은'],
  ])('%s says what to do', (code, en, ko) => {
    const [english = '', korean = ''] = said(code);
    expect(english).toContain(en);
    expect(korean).toContain(ko);
    expect([english, korean].every((text) => text.includes(`(${code})`))).toBe(true);
  });

  it('that nobody has heard of is quoted by its code', () => {
    expect(said('new_error')).toEqual([
      'Slack refused the message (new_error).',
      'Slack이 메시지를 거부했습니다(new_error).',
    ]);
  });

  it('without a code means that nobody was there', () => {
    expect(said(null)).toEqual(['Slack could not be reached.', 'Slack에 연결할 수 없습니다.']);
  });
});
