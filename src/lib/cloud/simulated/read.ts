/** A read of an account by one caller: journalled, and now and then refused or never answered. */
import { type Family, incomplete } from '../../model/family.ts';
import type { Fault } from '../../model/fault.ts';
import type { Account } from './account.ts';
import type { Gate } from './gate.ts';
import type { Mishaps } from './mishaps.ts';

export interface Caller {
  readonly account: Account;
  readonly gate: Gate;
  readonly mishaps: Mishaps;
}

export interface Reading<T> {
  readonly operation: string;
  readonly found: () => T;
  readonly refused: (fault: Fault) => T;
  /** Whose time it takes. */
  readonly to?: 'ec2' | 'sagemaker';
}

export function read<T>({ account, gate, mishaps }: Caller, reading: Reading<T>): Promise<T> {
  const { operation, to = 'ec2' } = reading;
  return gate.call({
    to,
    answerLost: mishaps.losesAnswer(),
    work: () => {
      const refused = mishaps.refusalOf(operation);
      const at = account.engine.now();
      account.journal.write({ kind: 'read', at, actor: gate.actor, operation, refused });
      return refused === null ? reading.found() : reading.refused(refused);
    },
  });
}

export const readFamily = <T>(
  caller: Caller,
  operation: string,
  found: () => Family<T>,
): Promise<Family<T>> => read<Family<T>>(caller, { operation, found, refused: incomplete });
