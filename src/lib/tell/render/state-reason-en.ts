import type { StateReasonCode } from '../../model/state-reason.ts';

/** What AWS's state reason means, and what can be done about it. */
export const STATE_REASONS_EN: Readonly<Record<StateReasonCode, string>> = {
  'Client.InternalError':
    'The usual cause: a disk is encrypted with a KMS key that whoever starts it may not use. ' +
    'Allow kms:CreateGrant on that key.',
  'Client.InvalidKMSKey':
    'The KMS key of an encrypted disk is disabled, about to be deleted, or not to be used by ' +
    'whoever starts the instance.',
  'Client.InvalidSnapshot.NotFound': 'A snapshot that a disk is made from is not there any more.',
  'Client.VolumeLimitExceeded':
    'The quota of EBS volumes or of their size is used up: delete a volume, or ask for more in ' +
    'Service Quotas.',
  'Client.InstanceInitiatedShutdown': 'Its own operating system shut it down.',
  'Client.InstanceTerminated': 'It was terminated or rebooted while an image was made of it.',
  'Client.UserInitiatedHibernate': 'Somebody hibernated it.',
  'Client.UserInitiatedShutdown': 'Somebody stopped it.',
  'Server.InsufficientInstanceCapacity':
    'AWS has no room for this instance type in this Availability Zone just now: try later, or ' +
    'give it another type while it is stopped.',
  'Server.InternalError': 'AWS had an error of its own while it started the instance: try again.',
  'Server.ScheduledStop':
    'AWS stopped it because its hardware is being retired: a start brings it to other hardware.',
  'Server.SpotInstanceShutdown': 'AWS took the Spot capacity back, and stopped it.',
  'Server.SpotInstanceTermination': 'AWS took the Spot capacity back, and terminated it.',
};
