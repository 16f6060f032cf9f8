import { readdir, readFile } from 'node:fs/promises';
import { importsOf } from '../tidy/imports.ts';

const FOLDER = 'src/lib/cloud/aws';

/** The prefix of a client's actions in IAM. STS is not here: every identity may ask who it is. */
const PREFIXES: Readonly<Record<string, string>> = {
  '@aws-sdk/client-cloudtrail': 'cloudtrail',
  '@aws-sdk/client-cloudwatch': 'cloudwatch',
  '@aws-sdk/client-dynamodb': 'dynamodb',
  '@aws-sdk/client-ec2': 'ec2',
  '@aws-sdk/client-elastic-load-balancing': 'elasticloadbalancing',
  '@aws-sdk/client-elastic-load-balancing-v2': 'elasticloadbalancing',
  '@aws-sdk/client-eventbridge': 'events',
  '@aws-sdk/client-eks': 'eks',
  '@aws-sdk/client-lightsail': 'lightsail',
  '@aws-sdk/client-opensearch': 'es',
  '@aws-sdk/client-rds': 'rds',
  '@aws-sdk/client-sagemaker': 'sagemaker',
  '@aws-sdk/client-sns': 'sns',
  '@aws-sdk/client-ssm': 'ssm',
};

/** The IAM action of every SDK command that the adapter imports: what it can call at all. */
export async function adapterActions(folder = FOLDER): Promise<ReadonlySet<string>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
  const texts = await Promise.all(
    files.map(async (file) => ({
      path: file,
      text: await readFile(`${folder}/${file}`, 'utf8'),
    })),
  );
  const commands = texts.flatMap(importsOf).flatMap(({ module, name }) => {
    const prefix = PREFIXES[module];
    const call = /^(?:paginate(\w+)|(\w+)Command)$/.exec(name);
    const action = call?.[1] ?? call?.[2];
    return prefix && action ? [`${prefix}:${action}`] : [];
  });
  return new Set(commands);
}
