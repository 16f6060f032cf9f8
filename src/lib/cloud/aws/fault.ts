/**
 * The one table of AWS error codes. What is in it is an expected refusal and becomes a value;
 * what is not is nobody's plan, and is thrown on.
 */
import { type Fault, type FaultCode, fault } from '../../model/fault.ts';
import { UnreadablePage } from './documents.ts';

/** AWS's codes, without the `Exception` that some services put behind theirs. */
const TABLE: readonly (readonly [FaultCode, readonly string[]])[] = [
  [
    'no-credentials',
    [
      // The SDK found none, or the session behind a profile is over.
      'CredentialsProviderError',
      'TokenProviderError',
      'AuthFailure',
      'ExpiredToken',
      'IncompleteSignature',
      'InvalidAccessKeyId',
      'InvalidClientTokenId',
      'InvalidSignature',
      'MissingAuthenticationToken',
      'RequestExpired',
      'SignatureDoesNotMatch',
      'UnrecognizedClient',
    ],
  ],
  [
    'access-denied',
    [
      'AccessDenied',
      'AuthorizationError',
      'Blocked',
      'NotAuthorized',
      'NotAuthorizedForSource',
      'PendingVerification',
      'UnauthorizedOperation',
    ],
  ],
  ['region-disabled', ['OptInRequired', 'SubscriptionRequired']],
  [
    'throttled',
    [
      'EC2Throttled',
      'RequestLimitExceeded',
      'RequestThrottled',
      'SlowDown',
      'Throttled',
      'Throttling',
      'TooManyRequests',
    ],
  ],
  // Besides every `Invalid….NotFound` and `Invalid….Malformed` of EC2.
  [
    'not-found',
    [
      'AWS.SimpleQueueService.NonExistentQueue',
      'LoadBalancerNotFound',
      'NotFound',
      'QueueDoesNotExist',
      'ResourceNotFound',
      'TargetGroupNotFound',
    ],
  ],
  ['malformed-id', ['InvalidID']],
  [
    'wrong-state',
    [
      'IncorrectInstanceState',
      'IncorrectSpotRequestState',
      'IncorrectState',
      // AssociateAddress says so of an instance that is still pending.
      'InvalidInstanceID',
    ],
  ],
  ['cannot-hibernate', ['UnsupportedHibernationConfiguration']],
  [
    'unsupported',
    [
      // Without "disableApiStop" in its message: an instance that AWS manages for somebody.
      'OperationNotPermitted',
      'Unsupported',
      'UnsupportedOperation',
    ],
  ],
  [
    'no-capacity',
    [
      'InsufficientCapacity',
      'InsufficientHostCapacity',
      'InsufficientInstanceCapacity',
      'InsufficientReservedInstanceCapacity',
      'ReservationCapacityExceeded',
      'SpotMaxPriceTooLow',
    ],
  ],
  [
    'quota',
    [
      'AddressLimitExceeded',
      'InstanceLimitExceeded',
      // CloudWatch: 5,000 alarms a Region; the SDK's error is called after its shape.
      'LimitExceeded',
      'LimitExceededFault',
      'MaxIOPSLimitExceeded',
      'MaxSpotInstanceCountExceeded',
      'ResourceLimitExceeded',
      'VcpuLimitExceeded',
      'VolumeLimitExceeded',
    ],
  ],
  ['address-taken', ['InvalidIPAddress.InUse', 'Resource.AlreadyAssociated']],
  ['network-mismatch', ['Gateway.NotAttached']],
];

const BY_CODE: ReadonlyMap<string, FaultCode> = new Map(
  TABLE.flatMap(([code, awsCodes]) => awsCodes.map((awsCode) => [awsCode, code] as const)),
);

/** One AWS code, two meanings: only the sentence tells them apart. */
const BY_SENTENCE: readonly (readonly [awsCode: string, sentence: RegExp, code: FaultCode])[] = [
  ['OperationNotPermitted', /disableApiStop/i, 'stop-protected'],
  // SageMaker has one code for all that is wrong with a call.
  ['Validation', /RecordNotFound/i, 'not-found'],
  ['Validation', /^Could not find /i, 'not-found'],
  ['Validation', /Unable to transition|not in \(\[/i, 'wrong-state'],
  // An address or interface that AWS itself manages (NAT gateway, load balancer, Fargate).
  ['AuthFailure', /permission to access the specified resource/i, 'aws-managed'],
  // In the first two minutes or so after a start, and always where its agent is missing.
  ['UnsupportedOperation', /hibernat/i, 'cannot-hibernate'],
  ['InvalidParameterCombination', /network border group/i, 'network-mismatch'],
  ['InvalidParameterValue', /network border group/i, 'network-mismatch'],
];

function codeOf(awsCode: string, message: string): FaultCode | null {
  const told = BY_SENTENCE.find(([code, sentence]) => code === awsCode && sentence.test(message));
  if (told) return told[2];
  if (/^Invalid.+\.NotFound$/.test(awsCode)) return 'not-found';
  if (/^Invalid.+\.Malformed$/.test(awsCode)) return 'malformed-id';
  return BY_CODE.get(awsCode) ?? null;
}

const MESSAGE_LENGTH_MAX = 500;

/** One line for people. The encoded part is kilobytes, and opens with another permission only. */
const sentenceOf = (message: string): string =>
  message
    .replace(/\s*Encoded authorization failure message:.*$/su, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, MESSAGE_LENGTH_MAX);

const RESOURCE_ID = /\b(?:i|vol|eipalloc|eni|sg|sir)-[0-9a-z]{8,17}\b/g;

/** A denial also names who was denied, and a role's session may be called after an instance. */
function culpritsOf(message: string): readonly string[] {
  const isDenial = /is not authorized to perform/.test(message);
  const blamed = isDenial ? (/on resource: (\S+)/.exec(message)?.[1] ?? '') : message;
  return [...new Set(blamed.match(RESOURCE_ID) ?? [])];
}

const permissionOf = (message: string): string | null =>
  /is not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1] ?? null;

const awsCodeOf = (error: Error): string =>
  error.name.replace(/^(?:Client|Server)\./, '').replace(/Exception$/, '');

/**
 * The fault that an error stands for, or null: then it must be thrown on.
 * `action` is what was called, for denials that do not say so themselves.
 */
export function faultOf(error: unknown, action: string): Fault | null {
  if (error instanceof UnreadablePage) return fault('unreadable-page', error.message);
  if (!(error instanceof Error)) return null;
  const message = sentenceOf(error.message);
  const code = codeOf(awsCodeOf(error), message);
  if (!code) return null;
  const permission = code === 'access-denied' ? (permissionOf(message) ?? action) : null;
  return fault(code, message, { awsCode: error.name, permission, culprits: culpritsOf(message) });
}

/** Whether AWS refused the call itself: known or not, it was heard, and nothing was done. */
export const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && '$fault' in error && error.$fault === 'client';

/** AWS failed inside, perhaps after it had done what was asked. */
export const isServerFailure = (error: Error): boolean =>
  '$fault' in error && error.$fault === 'server';

/** A refusal that no row explains, kept as a value where the call was heard and is over. */
export const unexplained = (error: Error): Fault =>
  fault('message-refused', sentenceOf(error.message), { awsCode: error.name });
