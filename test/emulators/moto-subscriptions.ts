import { SetTopicAttributesCommand, type SNSClient } from '@aws-sdk/client-sns';

/**
 * moto 5.2.5 never counts a subscription as confirmed, but sets whatever attribute it is told to;
 * these are its own spellings of the counters (moto/sns/models.py).
 */
const count =
  (AttributeName: string) =>
  async (client: SNSClient, TopicArn: string, of: number): Promise<void> => {
    const AttributeValue = String(of);
    await client.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
  };

export const countConfirmed = count('SubscriptionsConfimed');
export const countPending = count('SubscriptionsPending');
