/** A spoke, as its owner deploys it: its template by CloudFormation, with the parameters asked. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { type Calls, elementsIn } from './emulated-calls.ts';
import { handsIn, type Seat } from './hands.ts';
import { eventually } from './promises.ts';
import { HOME, type Stage } from './stage.ts';

const STACK_NAME = 'tierkeeper-spoke';

/** The account says what a hub must name; left out, it is what the hub's own policy names. */
export interface Admission {
  readonly externalId?: string;
}

const parametersOf = (seat: Seat, { externalId }: Admission): Readonly<Record<string, string>> => ({
  HubAccount: HOME.account,
  HubRegion: HOME.region,
  Regions: seat.region,
  RoleRegion: seat.region,
  ...(externalId === undefined ? {} : { ExternalId: externalId }),
});

/** The outputs of the stack, once it is there, or is as it should be. */
export async function deploySpoke(
  { endpoint }: Stage,
  seat: Seat,
  { action, ...admission }: Admission & { readonly action: 'CreateStack' | 'UpdateStack' },
): Promise<readonly string[]> {
  const { calls } = handsIn(endpoint, seat);
  const given = Object.entries(parametersOf(seat, admission)).flatMap(([key, value], index) => [
    [`Parameters.member.${index + 1}.ParameterKey`, key],
    [`Parameters.member.${index + 1}.ParameterValue`, value],
  ]);
  await calls.query('cloudformation', {
    Action: action,
    StackName: STACK_NAME,
    TemplateBody: await readFile('spoke/template.json', 'utf8'),
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
    ...Object.fromEntries(given),
  });
  const xml = await eventually(() => settledIn(calls), { what: `end of ${action}` });
  assert.match(xml, /<StackStatus>(CREATE|UPDATE)_COMPLETE</);
  return elementsIn(xml, 'OutputValue');
}

async function settledIn(calls: Calls): Promise<string | undefined> {
  const fields = { Action: 'DescribeStacks', StackName: STACK_NAME };
  const answer = await calls.query('cloudformation', fields);
  return answer.includes('_IN_PROGRESS') ? undefined : answer;
}

export async function deleteSpoke({ endpoint }: Stage, seat: Seat): Promise<void> {
  const { calls } = handsIn(endpoint, seat);
  await calls.query('cloudformation', { Action: 'DeleteStack', StackName: STACK_NAME });
  const gone = async (): Promise<true | undefined> => {
    const xml = await calls.query('cloudformation', { Action: 'DescribeStacks' });
    return xml.includes(`<StackName>${STACK_NAME}<`) ? undefined : true;
  };
  await eventually(gone, { what: `end of the stack in ${seat.region}` });
}
