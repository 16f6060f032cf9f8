import type { Checkup } from '../../../lib/model/checkup.ts';
import { broken, type Diagnosis, deployCommand, judged, ok } from '../diagnosis.ts';

/**
 * Whoever gets a mail forwarded can unsubscribe its reader with the link in it, and mail scanners
 * open links. Only a confirmation by call can forbid it:
 * https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html
 */
const lockCommand = (topicArn: string, region: string): string =>
  `aws sns confirm-subscription --topic-arn ${topicArn} --region ${region} ` +
  '--authenticate-on-unsubscribe true --token TOKEN';

export function checkSubscription({
  subscriptions,
  topicArn,
  region,
  stage,
}: Pick<Checkup, 'subscriptions' | 'topicArn' | 'region' | 'stage'>): Diagnosis {
  if (!subscriptions.known && subscriptions.fault.code === 'not-found') {
    return broken(
      'subscription',
      ['There is no topic, so nobody is told anything.', '토픽이 없어 아무에게도 알리지 못합니다.'],
      deployCommand(stage, region),
    );
  }
  return judged('subscription', subscriptions, ({ confirmed, pending }) => {
    if (confirmed > 0) return locked(confirmed, lockCommand(topicArn, region));
    if (pending > 0) {
      return broken(
        'subscription',
        [
          'Nobody has confirmed the subscription: open the mail from AWS and confirm, or copy ' +
            'the Token out of its link into this, after which only you can end it.',
          '구독을 확인한 사람이 없습니다. AWS가 보낸 메일에서 확인하거나, 그 링크의 Token을 아래 ' +
            '명령에 넣으세요. 그러면 다른 사람이 구독을 끊을 수 없습니다.',
        ],
        lockCommand(topicArn, region),
      );
    }
    return broken(
      'subscription',
      [
        'Nobody is subscribed, so no warned stop is made.',
        '구독자가 없어, 알린 뒤의 중지를 하지 않습니다.',
      ],
      `aws sns subscribe --topic-arn ${topicArn} --protocol email --region ${region} ` +
        '--notification-endpoint YOU@EXAMPLE.COM',
    );
  });
}

const locked = (confirmed: number, command: string): Diagnosis =>
  ok('subscription', [
    `${confirmed} confirmed. Whoever gets one of its mails forwarded can end the subscription by ` +
      `the link in it; one that is confirmed by this call only its owner can end: ${command}`,
    `확인된 구독 ${confirmed}개. 전달받은 메일의 링크로도 구독을 끊을 수 있습니다. 다음 명령으로 확인한 ` +
      `구독은 주인만 끊을 수 있습니다: ${command}`,
  ]);
