/** Refusals that Slack is sure of: the message is not out. */
import { type Fault, fault } from '../../model/fault.ts';
import type { SendResult } from '../cloud.ts';

/** Slack's own code for too many messages. */
export const TOO_MANY = 'rate_limited';

/** Nobody was there: a refusal without a code. */
export const unreached = (why: string): Fault => fault('slack-refused', why);

/** Whether Slack has said something of the channel or its secrets, and not of the moment. */
export const isVerdict = ({ code, awsCode }: Fault): boolean =>
  code === 'slack-refused' && awsCode !== null && awsCode !== TOO_MANY;

/** `channel_not_found`, and never a page or a document. */
const CODE = /^[a-z][a-z0-9_]{2,60}$/;

const slackFault = (code: string, status: number): Fault => {
  const known = CODE.test(code) ? code : `http_${status}`;
  return fault('slack-refused', `Slack answers ${known}`, { awsCode: known });
};

export const refused = (code: string, status: number): SendResult => ({
  sent: 'refused',
  fault: slackFault(code, status),
});
