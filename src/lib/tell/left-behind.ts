/** What a digest says of volumes and addresses that terminated instances left behind. */
import type { Decision } from '../model/decision.ts';
import type { LeftAddressLine, LeftVolumeLine } from '../model/digest.ts';
import type { VolumeId } from '../model/ids.ts';
import type { LeftBackup } from '../model/image.ts';
import { hours, plus } from '../model/instant.ts';
import type { SurveyRecord } from '../model/ledger.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** What a pass saw, and what it made of it. */
interface Looked {
  readonly snapshot: Snapshot;
  readonly decisions: readonly Decision[];
}

/** What this pass still found left, and what it could not look at but the ledger knows. */
export function leftVolumes({ decisions, snapshot }: Looked): LeftVolumeLine[] {
  const { leftVolumes: known } = snapshot.memory;
  const names = volumeNames(snapshot);
  const backups = backupsIn(snapshot);
  return decisions.flatMap(({ target, reason }): readonly LeftVolumeLine[] => {
    if (target.kind !== 'volume') return [];
    const { id } = target;
    const record = known.find(({ volumeId }) => volumeId === id);
    const foundAt = record?.foundAt ?? snapshot.takenAt;
    const name = names.get(id) ?? '';
    const attachedUntil = record?.attachedUntil ?? null;
    const newestSnapshot = backups.get(id) ?? null;
    const line = { volumeId: id, name, foundAt, attachedUntil, newestSnapshot };
    if (reason.key === 'volume-left') {
      const { instance: instanceName, ...facts } = reason.evidence;
      return [{ ...line, instanceName, ...facts }];
    }
    if (reason.key !== 'incomplete' || !record) return [];
    return [{ ...line, instanceName: record.instanceName, ...UNREAD_VOLUME }];
  });
}

const UNREAD_VOLUME = {
  sizeGiB: null,
  type: null,
  iops: null,
  throughputMiBps: null,
  encrypted: null,
  monthlyMicroUsd: null,
};

/** As the sweep of today saw them. */
function backupsIn(snapshot: Snapshot): ReadonlyMap<VolumeId, LeftBackup['newest']> {
  const backups = freshSurvey(snapshot)?.leftBackups ?? [];
  return new Map(backups.map(({ volumeId, newest }) => [volumeId, newest]));
}

function volumeNames({ volumes }: Snapshot): ReadonlyMap<VolumeId, string> {
  const items = volumes.complete ? volumes.items : [];
  return new Map(items.map(({ id, tags }) => [id, tags['Name']?.trim() ?? '']));
}

export function leftAddresses({ decisions, snapshot }: Looked): LeftAddressLine[] {
  const { leftAddresses: known } = snapshot.memory;
  return decisions.flatMap(({ target, reason }): readonly LeftAddressLine[] => {
    if (target.kind !== 'address' || reason.key !== 'address-left') return [];
    const record = known.find(({ allocationId }) => allocationId === target.id);
    if (!record) return [];
    const { allocationId, foundAt } = record;
    const { publicIp, instance: instanceName, monthlyMicroUsd } = reason.evidence;
    return [{ allocationId, publicIp, instanceName, foundAt, monthlyMicroUsd }];
  });
}

/** A sweep is told of once: by the first digest after it. */
const FRESH = hours(24);

export function freshSurvey({ memory: { survey }, takenAt }: Snapshot): SurveyRecord | null {
  return survey === null || plus(survey.at, FRESH) <= takenAt ? null : survey;
}
