/**
 * Why EC2 says an instance is in its state: the closed table of `StateReason.Code`, as the API
 * reference lists it (API_StateReason). Besides, AWS gives `Client.InvalidKMSKey.…` of a start
 * whose key is disabled or may not be used; the reference has no such row.
 */
export const STATE_REASONS = [
  /** Of a start that came to nothing; AWS re:Post names the KMS key of an encrypted volume. */
  'Client.InternalError',
  'Client.InvalidKMSKey',
  'Client.InvalidSnapshot.NotFound',
  'Client.VolumeLimitExceeded',
  'Client.InstanceInitiatedShutdown',
  'Client.InstanceTerminated',
  'Client.UserInitiatedHibernate',
  'Client.UserInitiatedShutdown',
  'Server.InsufficientInstanceCapacity',
  'Server.InternalError',
  'Server.ScheduledStop',
  'Server.SpotInstanceShutdown',
  'Server.SpotInstanceTermination',
] as const;

export type StateReasonCode = (typeof STATE_REASONS)[number];

/** The row of a code, `Client.InvalidKMSKey.InvalidState` too; null: AWS's own text must do. */
export const stateReasonOf = (code: string): StateReasonCode | null =>
  STATE_REASONS.find((known) => code === known || code.startsWith(`${known}.`)) ?? null;
