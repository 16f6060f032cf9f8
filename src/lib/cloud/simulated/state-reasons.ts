/** StateReason and StateTransitionReason as AWS writes them; never a clock to rely on. */
import { type Instant, toIso } from '../../model/instant.ts';

export interface StateExplanation {
  readonly stateReason: { readonly code: string; readonly message: string } | null;
  readonly stateTransitionReason: string;
}

const reason = (code: string, text: string): { code: string; message: string } => ({
  code,
  message: `${code}: ${text}`,
});

/** `User initiated (2026-11-22 15:00:00 GMT)`. */
const dated = (at: Instant): string =>
  `User initiated (${toIso(at).slice(0, 19).replace('T', ' ')} GMT)`;

/** RunInstances and StartInstances answer so. */
export const PENDING: StateExplanation = {
  stateReason: { code: 'pending', message: 'pending' },
  stateTransitionReason: '',
};

export const NO_REASON: StateExplanation = { stateReason: null, stateTransitionReason: '' };

export const userShutdown = (at: Instant): StateExplanation => ({
  stateReason: reason('Client.UserInitiatedShutdown', 'User initiated shutdown'),
  stateTransitionReason: dated(at),
});

export const HIBERNATE_CODE = 'Client.UserInitiatedHibernate';

export const userHibernate = (at: Instant): StateExplanation => ({
  stateReason: reason(HIBERNATE_CODE, 'User initiated hibernate'),
  stateTransitionReason: dated(at),
});

/** The operating system's own shutdown: undated. */
export const GUEST_SHUTDOWN: StateExplanation = {
  stateReason: reason('Client.InstanceInitiatedShutdown', 'Instance initiated shutdown'),
  stateTransitionReason: 'User initiated',
};

/** What a missing KMS grant looks like: ministryofjustice/modernisation-platform issue 2542. */
export const CLIENT_ERROR_ON_LAUNCH: StateExplanation = {
  stateReason: reason('Client.InternalError', 'Client error on launch'),
  stateTransitionReason: 'Server.InternalError',
};

/** API reference, StateReason: "The instance was stopped due to a scheduled retirement." */
export const SCHEDULED_STOP: StateExplanation = {
  stateReason: reason('Server.ScheduledStop', 'Stopped due to scheduled retirement'),
  stateTransitionReason: 'Server.ScheduledStop',
};

export const SPOT_TERMINATION: StateExplanation = {
  stateReason: reason('Server.SpotInstanceTermination', 'Spot instance termination'),
  stateTransitionReason: 'Server.SpotInstanceTermination',
};

export const SPOT_SHUTDOWN: StateExplanation = {
  stateReason: reason('Server.SpotInstanceShutdown', 'Spot instance shutdown'),
  stateTransitionReason: 'Server.SpotInstanceShutdown',
};
