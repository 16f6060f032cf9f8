import {
  ListNotebookInstancesCommand,
  ListTagsCommand,
  type SageMakerClient,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import * as z from 'zod';
import { isNotebookName, type NotebookName } from '../../model/ids.ts';
import { NOTEBOOK_STATUSES, type Notebook } from '../../model/notebook.ts';
import type { Tags } from '../../model/tag.ts';
import type { Answer } from '../cloud.ts';
import { mapConcurrently } from './concurrency.ts';
import {
  idDocument,
  parseDocument,
  parseDocuments,
  tagsDocument,
  timeDocument,
} from './documents.ts';
import { faultOf } from './fault.ts';
import { readPages } from './pages.ts';

/** The most of a page (API reference of ListNotebookInstances). */
const PAGE_SIZE = 100;
/** SageMaker publishes no rate for ListTags: a few at once are not felt. */
const CONCURRENT_CALLS = 4;

const summaryDocument = z.object({
  NotebookInstanceName: idDocument(isNotebookName, 'a notebook instance'),
  NotebookInstanceArn: z.string().min(1),
  NotebookInstanceStatus: z.enum(NOTEBOOK_STATUSES),
  InstanceType: z.string().default(''),
  CreationTime: timeDocument,
  LastModifiedTime: timeDocument,
});

type Summary = z.output<typeof summaryDocument>;

const tagListDocument = z.object({ Tags: tagsDocument });

/** A resource has 50 tags at most, and a page of ListTags as many. */
export async function readTags(client: SageMakerClient, ResourceArn: string): Promise<Tags> {
  const answer = await client.send(new ListTagsCommand({ ResourceArn }));
  return parseDocument(tagListDocument, answer, ResourceArn).Tags;
}

/** The list has no tags: one more call each. */
export async function readNotebooks(client: SageMakerClient): Promise<readonly Notebook[]> {
  const documents = await readPages(async (NextToken) => {
    const page = await client.send(
      new ListNotebookInstancesCommand({ MaxResults: PAGE_SIZE, NextToken }),
    );
    return { documents: page.NotebookInstances, nextToken: page.NextToken };
  });
  const summaries = parseDocuments(summaryDocument, documents, 'NotebookInstanceName');
  const found = await mapConcurrently(summaries, CONCURRENT_CALLS, (summary) =>
    withTags(client, summary),
  );
  return found.flatMap((notebook) => notebook ?? []);
}

/** Null where it was deleted since it was listed. */
async function withTags(client: SageMakerClient, summary: Summary): Promise<Notebook | null> {
  try {
    return {
      id: summary.NotebookInstanceName,
      arn: summary.NotebookInstanceArn,
      status: summary.NotebookInstanceStatus,
      type: summary.InstanceType,
      createdAt: summary.CreationTime,
      lastModifiedAt: summary.LastModifiedTime,
      tags: await readTags(client, summary.NotebookInstanceArn),
    };
  } catch (error) {
    if (faultOf(error, 'sagemaker:ListTags')?.code === 'not-found') return null;
    throw error;
  }
}

const ACTION = {
  stop: 'sagemaker:StopNotebookInstance',
  start: 'sagemaker:StartNotebookInstance',
} as const;

/** What no row of the fault table explains is thrown on, as is an answer that never came. */
export async function notebookPower(
  client: SageMakerClient,
  verb: 'stop' | 'start',
  NotebookInstanceName: NotebookName,
): Promise<Answer> {
  try {
    if (verb === 'stop') {
      await client.send(new StopNotebookInstanceCommand({ NotebookInstanceName }));
    } else await client.send(new StartNotebookInstanceCommand({ NotebookInstanceName }));
    return { accepted: true };
  } catch (error) {
    const fault = faultOf(error, ACTION[verb]);
    if (fault) return { accepted: false, fault };
    throw error;
  }
}
