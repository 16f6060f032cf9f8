/** SageMaker notebook instances: they take minutes to come and to go, and nothing measures them. */
import { type Family, incomplete } from '../../model/family.ts';
import { type Fault, fault } from '../../model/fault.ts';
import { idOf, isNotebookName, type NotebookName } from '../../model/ids.ts';
import { days, minus, minutes } from '../../model/instant.ts';
import type { Notebook, NotebookStatus } from '../../model/notebook.ts';
import type { Tags } from '../../model/tag.ts';
import type { Answer } from '../cloud.ts';
import type { Account } from './account.ts';
import type { Actor } from './journal.ts';
import type { PublishedMetric } from './published-metric.ts';
import { type Caller, read } from './read.ts';

/** A start takes longer than a stop; AWS publishes neither, so both are assumed. */
const TAKES = { stop: minutes(2), start: minutes(4) } as const;

export interface NotebookSpec {
  readonly status?: NotebookStatus;
  readonly type?: string;
  readonly tags?: Tags;
  /** What its lifecycle script publishes while it runs. */
  readonly publishes?: PublishedMetric;
}

export function placeNotebook(account: Account, name: string, spec: NotebookSpec): void {
  const id = idOf(isNotebookName, name);
  const created = minus(account.engine.now(), days(3));
  const { status = 'InService', type = 'ml.t3.medium', tags = {}, publishes } = spec;
  if (publishes) account.published.set(id, publishes);
  account.notebooks.set(id, {
    id,
    arn: `arn:aws:sagemaker:${account.region}:${account.id}:notebook-instance/${name}`,
    status,
    type,
    tags,
    createdAt: created,
    lastModifiedAt: created,
  });
}

function become(account: Account, id: NotebookName, status: NotebookStatus): void {
  const notebook = account.notebooks.get(id);
  if (notebook === undefined) return;
  const at = account.engine.now();
  const turned = { ...notebook, status, lastModifiedAt: at };
  account.notebooks.set(id, turned);
  account.journal.write({ kind: 'notebook', at, name: id, to: status });
  for (const listener of account.notebookListeners) listener(turned);
}

/** From where AWS says that it can be done (amazon-sagemaker-examples#1094 shows its sentence). */
const FROM: Readonly<Record<'stop' | 'start', readonly NotebookStatus[]>> = {
  stop: ['InService'],
  start: ['Stopped', 'Failed'],
};
const VIA = { stop: 'Stopping', start: 'Pending' } as const;
const TO = { stop: 'Stopped', start: 'InService' } as const;

/** A call of anybody's; AWS answers at once, and the notebook takes its time. */
export function turnNotebook(
  account: Account,
  verb: 'stop' | 'start',
  { id, actor }: { readonly id: NotebookName; readonly actor: Actor },
): Fault | null {
  const refused = refusalOf(account.notebooks.get(id), verb);
  recordCall(account, verb, { id, actor, refused });
  if (refused !== null) return refused;
  become(account, id, VIA[verb]);
  account.engine.after(TAKES[verb], () => become(account, id, TO[verb]));
  return null;
}

function refusalOf(notebook: Notebook | undefined, verb: 'stop' | 'start'): Fault | null {
  if (notebook === undefined) {
    return fault('not-found', 'RecordNotFound', { awsCode: 'ValidationException' });
  }
  const { status } = notebook;
  if (FROM[verb].includes(status)) return null;
  const says =
    `Status (${status}) not in ([${FROM[verb].join(', ')}]). ` +
    `Unable to transition to (${VIA[verb]}) for Notebook Instance (${notebook.id})`;
  return fault('wrong-state', says, { awsCode: 'ValidationException' });
}

function recordCall(
  { journal, engine }: Account,
  verb: 'stop' | 'start',
  { id, actor, refused }: { id: NotebookName; actor: Actor; refused: Fault | null },
): void {
  journal.write({
    kind: 'call',
    at: engine.now(),
    actor,
    verb: `${verb}-notebook`,
    on: id,
    refused,
    answerLost: false,
    before: null,
  });
}

export const listNotebooks = (caller: Caller): Promise<Family<Notebook>> =>
  read<Family<Notebook>>(caller, {
    operation: 'sagemaker:ListNotebookInstances',
    to: 'sagemaker',
    found: () => caller.account.notebooks.family(),
    refused: incomplete,
  });

const OPERATION = {
  stop: 'sagemaker:StopNotebookInstance',
  start: 'sagemaker:StartNotebookInstance',
} as const;

export function powerNotebook(
  { account, gate, mishaps }: Caller,
  verb: 'stop' | 'start',
  id: NotebookName,
): Promise<Answer> {
  return gate.call({
    to: 'sagemaker',
    answerLost: mishaps.losesAnswer(),
    work: () => {
      const { actor } = gate;
      const refused = mishaps.refusalOfWrite(OPERATION[verb]);
      if (refused !== null) recordCall(account, verb, { id, actor, refused });
      const because = refused ?? turnNotebook(account, verb, { id, actor });
      return because === null ? { accepted: true } : { accepted: false, fault: because };
    },
  });
}
