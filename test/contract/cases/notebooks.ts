import { expect } from 'vitest';
import { idOf, isNotebookName, type NotebookName } from '../../../src/lib/model/ids.ts';
import { minutes, plus } from '../../../src/lib/model/instant.ts';
import type { Notebook } from '../../../src/lib/model/notebook.ts';
import { type ContractAccount, type ContractCase, itemsOf } from '../contract-account.ts';

const TUTORIAL = idOf(isNotebookName, 'tutorial');
const USE = { namespace: 'Team/Notebooks', name: 'BusyKernels', dimension: 'NotebookInstanceName' };
const VANISHED = idOf(isNotebookName, 'vanished');

async function notebookOf({ cloud }: ContractAccount, name: NotebookName): Promise<Notebook> {
  const found = itemsOf(await cloud.notebooks()).find(({ id }) => id === name);
  if (found === undefined) throw new Error(`there is no notebook ${name}`);
  return found;
}

async function turn(account: ContractAccount, verb: 'stop' | 'start', name: NotebookName) {
  const answer = await account.cloud.notebookPower(verb, name);
  await account.settle();
  return answer;
}

export const notebookCases: readonly ContractCase[] = [
  {
    name: 'a Region without notebooks has none',
    async run({ cloud }) {
      expect(itemsOf(await cloud.notebooks())).toEqual([]);
    },
  },
  {
    name: 'a notebook is shown with its type, its status, its times and its tags',
    async run(account) {
      await account.createNotebook('tutorial', { 'tierkeeper:keep': 'true', team: '' });
      const { createdAt, lastModifiedAt, ...shown } = await notebookOf(account, TUTORIAL);
      expect(shown).toEqual({
        id: TUTORIAL,
        arn: 'arn:aws:sagemaker:ap-northeast-2:123456789012:notebook-instance/tutorial',
        status: 'InService',
        type: 'ml.t3.medium',
        tags: { 'tierkeeper:keep': 'true', team: '' },
      });
      expect(lastModifiedAt).toBeGreaterThanOrEqual(createdAt);
    },
  },
  {
    name: 'a notebook is stopped and started again, and the others stay as they are',
    async run(account) {
      await account.createNotebook('tutorial');
      await account.createNotebook('other');
      expect(await turn(account, 'stop', TUTORIAL)).toEqual({ accepted: true });
      expect((await notebookOf(account, TUTORIAL)).status).toBe('Stopped');
      expect((await notebookOf(account, idOf(isNotebookName, 'other'))).status).toBe('InService');
      expect(await turn(account, 'start', TUTORIAL)).toEqual({ accepted: true });
      expect((await notebookOf(account, TUTORIAL)).status).toBe('InService');
    },
  },
  {
    name: 'an accepted stop of a notebook has not happened yet',
    async run(account) {
      await account.createNotebook('tutorial');
      await account.cloud.notebookPower('stop', TUTORIAL);
      expect((await notebookOf(account, TUTORIAL)).status).toBe('Stopping');
    },
    moto: {
      why: 'a notebook is Stopped with the answer',
      source: 'moto 5.2.5, sagemaker/models.py; AWS: API_StopNotebookInstance',
      async instead(account) {
        await account.createNotebook('tutorial');
        await account.cloud.notebookPower('stop', TUTORIAL);
        expect((await notebookOf(account, TUTORIAL)).status).toBe('Stopped');
      },
    },
  },
  {
    name: 'a stop changes when a notebook was last modified',
    async run(account) {
      await account.createNotebook('tutorial');
      const { lastModifiedAt } = await notebookOf(account, TUTORIAL);
      await turn(account, 'stop', TUTORIAL);
      expect((await notebookOf(account, TUTORIAL)).lastModifiedAt).toBeGreaterThan(lastModifiedAt);
    },
    moto: {
      why: 'a notebook stays as old as it was created',
      source: 'moto 5.2.5, sagemaker/models.py; AWS: NotebookInstanceSummary, LastModifiedTime',
      async instead(account) {
        await account.createNotebook('tutorial');
        const { lastModifiedAt } = await notebookOf(account, TUTORIAL);
        await turn(account, 'stop', TUTORIAL);
        expect((await notebookOf(account, TUTORIAL)).lastModifiedAt).toBe(lastModifiedAt);
      },
    },
  },
  {
    name: 'a stop of a stopped notebook is refused, as is a start of one that runs',
    async run(account) {
      await account.createNotebook('tutorial');
      const refusal = {
        accepted: false,
        fault: { code: 'wrong-state', awsCode: 'ValidationException' },
      };
      expect(await turn(account, 'start', TUTORIAL)).toMatchObject(refusal);
      await turn(account, 'stop', TUTORIAL);
      expect(await turn(account, 'stop', TUTORIAL)).toMatchObject(refusal);
    },
    moto: {
      why: 'it starts and stops whatever there is',
      source: 'moto 5.2.5, tried; AWS: API_StopNotebookInstance, "must be InService"',
      async instead(account) {
        await account.createNotebook('tutorial');
        expect(await turn(account, 'start', TUTORIAL)).toEqual({ accepted: true });
        await turn(account, 'stop', TUTORIAL);
        expect(await turn(account, 'stop', TUTORIAL)).toEqual({ accepted: true });
      },
    },
  },
  {
    name: 'a notebook that is gone is not found',
    async run(account) {
      for (const verb of ['stop', 'start'] as const) {
        expect(await account.cloud.notebookPower(verb, VANISHED)).toMatchObject({
          accepted: false,
          fault: { code: 'not-found', awsCode: 'ValidationException' },
        });
      }
    },
  },
  {
    name: 'what a script publishes of a notebook is read by five minutes, by its highest value',
    async run(account) {
      await account.createNotebook('tutorial');
      const { from, to } = await account.publishUse('tutorial', USE);
      const query = { ...USE, from, to };
      const readings = await account.metrics.readNotebooks([
        { ...query, notebook: TUTORIAL },
        { ...query, notebook: VANISHED },
        { ...query, notebook: TUTORIAL, dimension: 'Something' },
      ]);
      expect(readings.map(({ series }) => itemsOf(series).length)).toEqual([12, 0, 0]);
      const [first] = readings;
      expect(first).toMatchObject({ ...query, notebook: TUTORIAL });
      expect(first && itemsOf(first.series).slice(0, 3)).toEqual([
        { at: from, value: 0 },
        { at: plus(from, minutes(5)), value: 1 },
        { at: plus(from, minutes(10)), value: 2 },
      ]);
    },
  },
  {
    name: 'more notebooks than a page holds are all shown, each with its own tags',
    async run(account) {
      const names = Array.from({ length: 103 }, (_, index) => `book-${index}`);
      for (const name of names) await account.createNotebook(name, { Name: name });
      const shown = itemsOf(await account.cloud.notebooks());
      expect(shown.map(({ id }) => id).toSorted()).toEqual(names.toSorted());
      expect(shown.every(({ id, tags }) => tags['Name'] === id)).toBe(true);
    },
  },
];
