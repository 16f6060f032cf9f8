import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { FAULT_CODES, type Fault } from '../../src/lib/model/fault.ts';
import { idOf, isInstanceId } from '../../src/lib/model/ids.ts';
import { instanceId } from './ec2-documents.ts';
import rows from './fault-table.json' with { type: 'json' };
import { wiredCloud } from './wired-cloud.ts';
import { ec2Refusal } from './xml.ts';

const table = z
  .array(z.object({ aws: z.string(), says: z.string(), fault: z.enum(FAULT_CODES).nullable() }))
  .parse(rows);

/** Codes that never come from an AWS error: they are ours, or of a channel. */
const OURS = [
  'not-asked',
  'unreadable-page',
  'no-answer',
  'bad-secret',
  'slack-refused',
  'message-refused',
];

async function refusal(awsCode: string, message: string): Promise<Fault> {
  const { cloud } = wiredCloud(() => ec2Refusal(awsCode, message));
  const answer = await cloud.stopProtection(idOf(isInstanceId, instanceId(1)));
  if ('fault' in answer) return answer.fault;
  throw new Error('was not refused');
}

describe('an error of AWS', () => {
  it.each(table.filter(({ fault }) => fault !== null))('$aws "$says" is $fault', async (row) => {
    const fault = await refusal(row.aws, row.says);
    expect(fault).toMatchObject({ code: row.fault, awsCode: row.aws, message: row.says });
  });

  it.each(table.filter(({ fault }) => fault === null))('$aws "$says" is thrown on', async (row) => {
    await expect(refusal(row.aws, row.says)).rejects.toThrow(row.says);
  });

  it('has a row for every fault that AWS can give', () => {
    const covered = new Set<string>(table.map(({ fault }) => fault ?? ''));
    expect(FAULT_CODES.filter((code) => !covered.has(code))).toEqual(OURS);
  });
});

const DENIED =
  'You are not authorized to perform this operation. User: arn:aws:sts::123456789012:' +
  `assumed-role/sweep/${instanceId(9)} is not authorized to perform: ` +
  'ec2:DescribeInstanceAttribute on resource: ' +
  `arn:aws:ec2:ap-northeast-2:123456789012:instance/${instanceId(1)} ` +
  'with an explicit deny in a service control policy. ' +
  'Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuUMCm-abcdefghijklmn-i-0123456789';

describe('the sentence of a fault', () => {
  it('names the permission that is missing, and ends before the encoded part', async () => {
    const fault = await refusal('UnauthorizedOperation', DENIED);
    expect(fault.permission).toBe('ec2:DescribeInstanceAttribute');
    expect(fault.message).toMatch(/service control policy\.$/);
  });

  it('blames the denied instance, not the session that is called after another', async () => {
    const fault = await refusal('UnauthorizedOperation', DENIED);
    expect(fault.culprits).toEqual([instanceId(1)]);
  });

  it('names the call that was made where a denial names no permission', async () => {
    const fault = await refusal('UnauthorizedOperation', 'You are not authorized.');
    expect(fault.permission).toBe('ec2:DescribeInstanceAttribute');
  });

  it('names every culprit that AWS names', async () => {
    const two = `The instance IDs '${instanceId(3)}, ${instanceId(4)}' do not exist`;
    const fault = await refusal('InvalidInstanceID.NotFound', two);
    expect(fault.culprits).toEqual([instanceId(3), instanceId(4)]);
  });

  it('is one line without control characters, however long AWS goes on', async () => {
    const fault = await refusal('Throttling', `Rate\r\n\texceeded\u2028${'!'.repeat(2_000)}`);
    expect(fault.message).toMatch(/^Rate exceeded !+$/);
    expect(fault.message).toHaveLength(500);
  });
});
