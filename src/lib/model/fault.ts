/**
 * The closed table of refusals that AWS is expected to give. A fault is a value: it is decided
 * about, recorded and told. Whatever is not in this table throws, so that retries, the dead-letter
 * queue and the alarms work. `cloud/aws/fault.ts` is the one place that maps AWS error codes here.
 */
export const FAULT_CODES = [
  /** The family was never asked for in this pass. */
  'not-asked',
  /** Neither credentials nor a role were found, or they have expired. */
  'no-credentials',
  /** IAM or an SCP denies the call; `permission` names the action. */
  'access-denied',
  /** The Region is off for this account. */
  'region-disabled',
  /** RequestLimitExceeded, Throttling and the like, after the SDK's own retries. */
  'throttled',
  /** A page that could not be read: a repeated token, a document without its required fields. */
  'unreadable-page',
  /** No answer came in time, or no connection: whether the call had an effect is not known. */
  'no-answer',
  /** The named resource does not exist (or not yet: EC2 is eventually consistent). */
  'not-found',
  /** The id is not of the form that AWS accepts. */
  'malformed-id',
  /** The resource is in a state from which the call cannot be made. */
  'wrong-state',
  /** DisableApiStop is set. */
  'stop-protected',
  /**
   * Hibernation was not enabled at launch, or the instance does not answer that it is ready for it
   * (its agent is missing, or it has only just started). A plain stop is not affected.
   */
  'cannot-hibernate',
  /** AWS never allows it for this resource: one-time spot, instance-store root. */
  'unsupported',
  /** InsufficientInstanceCapacity. */
  'no-capacity',
  /** A quota of the account: vCPUs, addresses, volumes. */
  'quota',
  /** The address is already associated, and AllowReassociation is false. */
  'address-taken',
  /** The subnet has no internet gateway, or the network border groups differ. */
  'network-mismatch',
  /** The address or interface is run by a service of AWS: a NAT gateway, Fargate. */
  'aws-managed',
  /**
   * A secret of the owner's, an SSM parameter, is not what it must be. `culprits` has its name, and
   * the fields of its document that are wrong; `awsCode` is SSM's code, or `NotSecureString`,
   * `NotWebhook`, `NotDocument`, `WrongFields`.
   */
  'bad-secret',
  /**
   * Slack refused the message: `awsCode` is its own code, such as `channel_not_found`; null where
   * it could not be reached.
   */
  'slack-refused',
  /** The topic or bus refused the message for good. */
  'message-refused',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

export interface Fault {
  readonly code: FaultCode;
  /**
   * AWS's own sentence, control characters removed; a short sentence of ours where AWS said none.
   */
  readonly message: string;
  /** AWS's or Slack's error code, such as `IncorrectInstanceState`; null where it is ours. */
  readonly awsCode: string | null;
  /** For `access-denied`: the IAM action, for example `ec2:DescribeVolumes`. */
  readonly permission: string | null;
  /** Ids that AWS's message names as the culprits; empty where it names none. */
  readonly culprits: readonly string[];
}

export function fault(code: FaultCode, message: string, more: Partial<Fault> = {}): Fault {
  return { awsCode: null, permission: null, culprits: [], ...more, code, message };
}
