import { SetTopicAttributesCommand, type SNSClient } from '@aws-sdk/client-sns';

/**
 * moto 5.2.5 never counts a subscription as confirmed, but sets whatever attribute it is told to;
 * this is its own spelling of the counter (moto/sns/models.py).
 */
const COUNTER = 'SubscriptionsConfimed';

export async function countConfirmed(
  client: SNSClient,
  TopicArn: string,
  count: number,
): Promise<void> {
  const AttributeValue = String(count);
  await client.send(
    new SetTopicAttributesCommand({ TopicArn, AttributeName: COUNTER, AttributeValue }),
  );
}
