/**
 * What Slack's refusals mean for the owner:
 * https://docs.slack.dev/reference/methods/chat.postMessage
 */
import type { Fault } from '../../model/fault.ts';
import { knownWord } from './known-word.ts';
import type { Say } from './say.ts';

type Trouble =
  | 'absent'
  | 'busy'
  | 'hook'
  | 'channel'
  | 'member'
  | 'token'
  | 'scope'
  | 'rule'
  | 'other';

const TROUBLES: Readonly<Record<string, Trouble>> = {
  rate_limited: 'busy',
  no_service: 'hook',
  no_service_id: 'hook',
  no_active_hooks: 'hook',
  no_team: 'hook',
  invalid_token: 'hook',
  channel_not_found: 'channel',
  channel_is_archived: 'channel',
  is_archived: 'channel',
  not_in_channel: 'member',
  invalid_auth: 'token',
  not_authed: 'token',
  account_inactive: 'token',
  token_revoked: 'token',
  token_expired: 'token',
  missing_scope: 'scope',
  action_prohibited: 'rule',
  restricted_action: 'rule',
  posting_to_general_channel_denied: 'rule',
  team_access_not_granted: 'rule',
};

const troubleOf = ({ awsCode }: Fault): Trouble =>
  awsCode === null ? 'absent' : (knownWord(TROUBLES, awsCode) ?? 'other');

const ADVICE_EN: Readonly<Record<Trouble, string>> = {
  absent: 'Slack could not be reached.',
  busy: 'It takes no more messages just now.',
  hook: 'The webhook is gone: make another and store its URL in the SSM parameter.',
  channel: 'The channel is gone or archived, or the app does not see it: check its id.',
  member: 'The app is not in the channel: invite it there with /invite.',
  token: 'The bot token is not valid any more: store the present one in the SSM parameter.',
  scope: 'The app lacks the scope chat:write: add it and install the app again.',
  rule: 'A rule of the workspace forbids the app to post there: ask its admins.',
  other: '',
};

const ADVICE_KO: Readonly<Record<Trouble, string>> = {
  absent: 'Slack에 연결할 수 없습니다.',
  busy: '지금은 메시지를 더 받지 않습니다.',
  hook: '웹후크가 없어졌습니다. 새로 만들어 URL을 SSM 파라미터에 저장해 주세요.',
  channel: '채널이 없거나 보관되었거나, 앱이 볼 수 없는 채널입니다. 채널 ID를 확인해 주세요.',
  member: '앱이 채널에 없습니다. 채널에서 /invite로 초대해 주세요.',
  token: '봇 토큰을 더는 쓸 수 없습니다. 지금 토큰을 SSM 파라미터에 저장해 주세요.',
  scope: '앱에 chat:write 권한이 없습니다. 권한을 더하고 앱을 다시 설치해 주세요.',
  rule: '워크스페이스 규칙 때문에 앱이 글을 쓸 수 없습니다. 관리자에게 문의해 주세요.',
  other: '',
};

const refusalIn =
  (advice: Readonly<Record<Trouble, string>>, refused: (code: string) => string) =>
  (fault: Fault, say: Say): string => {
    const trouble = troubleOf(fault);
    if (trouble === 'absent') return advice.absent;
    return `${refused(say.data(fault.awsCode ?? ''))} ${advice[trouble]}`.trimEnd();
  };

export const slackRefusalEn = refusalIn(
  ADVICE_EN,
  (code) => `Slack refused the message (${code}).`,
);

export const slackRefusalKo = refusalIn(
  ADVICE_KO,
  (code) => `Slack이 메시지를 거부했습니다(${code}).`,
);
