import type { Fault } from '../../model/fault.ts';
import type { FaultCatalogue } from './catalogue.ts';
import { awsWords } from './fault-words.ts';
import type { Say } from './say.ts';
import { secretFlawEn } from './secret-flaw.ts';
import { slackRefusalEn } from './slack-refusal.ts';

/** `AWS says: …`, or nothing where AWS said nothing. */
export const quotedEn = (fault: Fault, say: Say): string => {
  const words = awsWords(fault, say);
  return words === '' ? '' : `AWS says: "${words}".`;
};

const withWords = (sentence: string, fault: Fault, say: Say): string =>
  `${sentence} ${quotedEn(fault, say)}`.trimEnd();

/** A refusal, and what can be done about it. */
export const FAULTS_EN: FaultCatalogue = {
  'not-asked': () => 'It was not asked for in this pass.',
  'no-credentials': () => 'There are no valid AWS credentials, or they have expired.',
  'access-denied': ({ permission }, say) =>
    permission === null
      ? 'AWS denies the call: a permission is missing.'
      : `AWS denies the call: the permission ${say.data(permission)} is missing.`,
  'region-disabled': (_, say) => `The Region ${say.view.region} is off for this account.`,
  throttled: () => 'AWS is limiting the calls (throttling); they are made again later.',
  'unreadable-page': (fault, say) => withWords('AWS answered something unreadable.', fault, say),
  'no-answer': () => 'AWS did not answer in time; it is asked again later.',
  'not-found': (fault, say) => withWords('AWS does not know it, or not yet.', fault, say),
  'malformed-id': (fault, say) => withWords('AWS does not accept the id.', fault, say),
  'wrong-state': (fault, say) => withWords('AWS cannot do that in its present state.', fault, say),
  'stop-protected': () => 'Its stop protection is on.',
  'cannot-hibernate': (fault, say) =>
    withWords(
      'AWS cannot hibernate it. The next attempt is a plain stop, which loses what is in memory.',
      fault,
      say,
    ),
  unsupported: (fault, say) => withWords('AWS does not allow that here.', fault, say),
  'no-capacity': () =>
    'AWS has no room for this instance type in this Availability Zone just now. Try later, ' +
    'or use another type.',
  quota: (fault, say) =>
    withWords(
      'A quota of your account is used up: stop something else first, or ask for more in Service ' +
        'Quotas.',
      fault,
      say,
    ),
  'address-taken': () => 'The address is already on something else, and is not taken from it.',
  'network-mismatch': (fault, say) =>
    withWords('The address and the subnet do not fit together.', fault, say),
  'aws-managed': () =>
    'A service of AWS runs the address or the network interface, and AWS lets nobody else change it.',
  'bad-secret': secretFlawEn,
  'slack-refused': slackRefusalEn,
  'message-refused': (fault, say) => withWords('The message was refused.', fault, say),
};
