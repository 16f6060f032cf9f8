/** Refusals that Slack is sure of: the message is not out. */
import { type Fault, fault } from '../../model/fault.ts';
import type { SendResult } from '../cloud.ts';

/** `channel_not_found`, and never a page or a document. */
const CODE = /^[a-z][a-z0-9_]{2,60}$/;

export const slackFault = (code: string, status: number): Fault => {
  const known = CODE.test(code) ? code : `http_${status}`;
  return fault('slack-refused', `Slack answers ${known}`, { awsCode: known });
};

export const refused = (code: string, status: number): SendResult => ({
  sent: 'refused',
  fault: slackFault(code, status),
});
