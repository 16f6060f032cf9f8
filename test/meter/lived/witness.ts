/**
 * Somebody who wrote down what happened in a simulated account, as a usage file has it: from the
 * journal and from what was there, never from what the account bills.
 */

import type { EntryOf } from '../../../src/lib/cloud/simulated/journal.ts';
import type { SimulatedAccount } from '../../../src/lib/cloud/simulated/simulated-account.ts';
import { HIBERNATE_CODE } from '../../../src/lib/cloud/simulated/state-reasons.ts';
import { isGone } from '../../../src/lib/model/instance.ts';
import { type Instant, toIso } from '../../../src/lib/model/instant.ts';
import type { Volume } from '../../../src/lib/model/volume.ts';

type Shape = Pick<Volume, 'id' | 'type' | 'sizeGiB' | 'iops' | 'throughputMiBps'>;
type Written = Record<string, unknown> & { from: string; to: string | null };

export interface Witness {
  /** What volumes are, before somebody changes them. */
  look(): void;
  /** The lists of a usage file. */
  written(): {
    readonly instances: readonly unknown[];
    readonly volumes: readonly unknown[];
    readonly addresses: readonly unknown[];
  };
}

const shapeOf = ({ id, type, sizeGiB, iops, throughputMiBps }: Volume): Shape => ({
  id,
  type,
  sizeGiB,
  iops,
  throughputMiBps,
});

/** Times of one id: each begins where the one before it ends. */
class Stays {
  readonly entries: Written[] = [];
  readonly #open = new Map<string, Written>();

  begin(id: string, at: Instant, what: Record<string, unknown>): void {
    this.end(id, at);
    const entry: Written = { id, ...what, from: toIso(at), to: null };
    this.#open.set(id, entry);
    this.entries.push(entry);
  }

  end(id: string, at: Instant): void {
    const entry = this.#open.get(id);
    if (entry !== undefined) entry.to = toIso(at);
    this.#open.delete(id);
  }

  open(id: string): Written | undefined {
    return this.#open.get(id);
  }
}

function runsOf(states: readonly EntryOf<'state'>[]): readonly Record<string, string | null>[] {
  const runs: Record<string, string | null>[] = [];
  let hibernates = false;
  for (const { from, to, at, reason } of states) {
    const last = runs.at(-1);
    if (to === 'running') runs.push({ from: toIso(at), to: null });
    else if (from === 'running' && last !== undefined) last['to'] = toIso(at);
    else if (hibernates && last !== undefined) last['hibernatedAt'] = toIso(at);
    hibernates = to === 'stopping' && reason === HIBERNATE_CODE;
  }
  return runs;
}

/** An Elastic IP is in use on what is not stopped; an automatic one for as long as it is there. */
function addressesOf({ journal }: SimulatedAccount): readonly Written[] {
  const stays = new Stays();
  const holders = new Map<string, string | null>();
  const idle = new Map<string, boolean>();
  const judge = (id: string, at: Instant): void => {
    const holder = holders.get(id) ?? null;
    const inUse = holder !== null && idle.get(holder) === false;
    if (stays.open(id)?.['inUse'] !== inUse) stays.begin(id, at, { kind: 'elastic', inUse });
  };
  for (const entry of journal.entries) {
    if (entry.kind === 'state') {
      idle.set(entry.instanceId, entry.to === 'stopped' || isGone(entry.to));
      for (const [id, holder] of holders) if (holder === entry.instanceId) judge(id, entry.at);
    } else if (entry.kind === 'address') {
      const { allocationId: id, publicIp, change, instanceId, at } = entry;
      const isOn = change === 'associated';
      if (id === null) {
        if (isOn) stays.begin(publicIp, at, { kind: 'auto', inUse: true });
        else stays.end(publicIp, at);
      } else if (change === 'released') {
        stays.end(id, at);
        holders.delete(id);
      } else {
        holders.set(id, isOn ? instanceId : null);
        judge(id, at);
      }
    }
  }
  return stays.entries;
}

export function createWitness(aws: SimulatedAccount): Witness {
  const { account, journal } = aws;
  const volumes = new Stays();
  const shapes = new Map<string, string>();
  const look = (): void => {
    for (const volume of account.volumes.list()) {
      const shape = JSON.stringify(shapeOf(volume));
      if (shapes.get(volume.id) === shape) continue;
      shapes.set(volume.id, shape);
      volumes.begin(volume.id, account.engine.now(), { ...shapeOf(volume) });
    }
    for (const { volumeId, to, at } of journal.of('volume')) {
      if (to !== 'deleted' || at < Date.parse(volumes.open(volumeId)?.from ?? '9999')) continue;
      volumes.end(volumeId, at);
      shapes.delete(volumeId);
    }
  };
  return {
    look,
    written: () => {
      look();
      const states = Map.groupBy(journal.of('state'), ({ instanceId }) => instanceId);
      const instances = [...account.machines.values()].map(({ id, type, spec }) => {
        return { id, type, platform: spec.platform, runs: runsOf(states.get(id) ?? []) };
      });
      return { instances, volumes: volumes.entries, addresses: addressesOf(aws) };
    },
  };
}
