import { isProduct, type Rule } from '../file.ts';
import { type ImportedName, importsOf } from '../imports.ts';

/**
 * The closed list of calls the product can make. What is not imported cannot be called, so
 * nothing of the owner's can be terminated, released or deleted, whatever the rules decide.
 */
export const SDK_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  '@aws-sdk/client-ec2': [
    'DescribeInstances',
    'DescribeVolumes',
    'DescribeAddresses',
    'DescribeSecurityGroups',
    'DescribeInstanceAttribute',
    'DescribeInstanceStatus',
    'DescribeSpotInstanceRequests',
    'DescribeRegions',
    'DescribeSnapshots',
    'DescribeImages',
    'DescribeNatGateways',
    'DescribeReservedInstances',
    'StopInstances',
    'StartInstances',
    'AssociateAddress',
  ],
  '@aws-sdk/client-cloudtrail': ['LookupEvents'],
  '@aws-sdk/client-cloudwatch': [
    'GetMetricStatistics',
    'GetMetricData',
    'DescribeAlarms',
    'ListTagsForResource',
    'PutMetricAlarm',
    'DeleteAlarms',
  ],
  '@aws-sdk/client-sns': ['Publish', 'GetTopicAttributes'],
  '@aws-sdk/client-eventbridge': ['PutEvents'],
  '@aws-sdk/client-dynamodb': [
    'GetItem',
    'PutItem',
    'UpdateItem',
    'DeleteItem',
    'Query',
    'BatchGetItem',
  ],
  '@aws-sdk/client-eks': ['ListClusters', 'DescribeCluster', 'DescribeClusterVersions'],
  '@aws-sdk/client-opensearch': ['ListDomainNames', 'DescribeDomains', 'ListTags'],
  '@aws-sdk/client-lightsail': [
    'GetInstances',
    'GetRelationalDatabases',
    'GetBundles',
    'GetRelationalDatabaseBundles',
  ],
  '@aws-sdk/client-rds': ['DescribeDBInstances'],
  '@aws-sdk/client-sagemaker': [
    'ListNotebookInstances',
    'ListTags',
    'ListEndpoints',
    'DescribeEndpoint',
    'DescribeEndpointConfig',
    'ListApps',
    'StopNotebookInstance',
    'StartNotebookInstance',
  ],
  '@aws-sdk/client-ssm': ['GetParameter'],
  '@aws-sdk/client-sts': ['GetCallerIdentity', 'AssumeRole'],
  '@aws-sdk/client-elastic-load-balancing': ['DescribeLoadBalancers', 'DescribeTags'],
  '@aws-sdk/client-elastic-load-balancing-v2': [
    'DescribeLoadBalancers',
    'DescribeTargetGroups',
    'DescribeTargetHealth',
    'DescribeTags',
  ],
};

const isClientPackage = (module: string): boolean =>
  /^@aws-sdk\/(client|lib)-/.test(module) || module.startsWith('@aws-sdk/credential');

const isHarmless = ({ module, name, typeOnly }: ImportedName): boolean => {
  const commands = SDK_COMMANDS[module];
  if (!commands) return false;
  if (typeOnly && name !== '*') return true;
  if (name.endsWith('Client') || name.endsWith('Exception')) return true;
  const call = /^(?:paginate(\w+)|(\w+)Command)$/.exec(name);
  return commands.includes(call?.[1] ?? call?.[2] ?? '');
};

/** Only listed commands, never a whole client (`EC2` carries every call there is). */
export const sdkCommands: Rule = (file) =>
  isProduct(file)
    ? importsOf(file)
        .filter(({ module }) => isClientPackage(module))
        .filter((imported) => !isHarmless(imported))
        .map(({ module, name, line }) => ({
          rule: 'sdk-commands',
          path: file.path,
          line,
          message: `${name} of ${module} is not on the list of SDK commands`,
        }))
    : [];
