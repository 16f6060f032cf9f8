/**
 * What each method of a port asks of AWS, as it was recorded: over moto by test/contract, and at
 * the wire by recorded-at-wire.test.ts for what moto has not. Both compare, in both directions.
 */
type Actions = Readonly<Record<string, readonly string[]>>;

export const LEDGER: Actions = {
  'ledger.delete': ['dynamodb:DeleteItem'],
  'ledger.get': ['dynamodb:GetItem'],
  'ledger.put': ['dynamodb:UpdateItem'],
  'ledger.query': ['dynamodb:Query'],
};

const LOAD_BALANCERS = [
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
];

export const OVER_MOTO: Actions = {
  ...LEDGER,
  'alarms.list': [
    'cloudwatch:DescribeAlarms',
    'cloudwatch:ListTagsForResource',
    'ec2:DescribeRegions',
  ],
  'alarms.put': ['cloudwatch:PutMetricAlarm'],
  'alarms.remove': ['cloudwatch:DeleteAlarms'],
  'cloud.addresses': ['ec2:DescribeAddresses'],
  'cloud.associate': ['ec2:AssociateAddress'],
  'cloud.backups': ['ec2:DescribeSnapshots'],
  'cloud.instanceStatuses': ['ec2:DescribeInstanceStatus'],
  'cloud.instances': ['ec2:DescribeInstances'],
  'cloud.loadBalancerTargets': LOAD_BALANCERS,
  'cloud.notebookPower start': ['sagemaker:StartNotebookInstance'],
  'cloud.notebookPower stop': ['sagemaker:StopNotebookInstance'],
  'cloud.notebooks': ['sagemaker:ListNotebookInstances', 'sagemaker:ListTags'],
  'cloud.power start': ['ec2:StartInstances'],
  'cloud.power stop': ['ec2:StopInstances'],
  'cloud.securityGroups': ['ec2:DescribeSecurityGroups'],
  'cloud.spotRequests': ['ec2:DescribeSpotInstanceRequests'],
  'cloud.stopProtection': ['ec2:DescribeInstanceAttribute'],
  'cloud.volumes': ['ec2:DescribeVolumes'],
  'estate.addresses': ['ec2:DescribeAddresses'],
  'estate.clusters': ['eks:DescribeCluster', 'eks:DescribeClusterVersions', 'eks:ListClusters'],
  'estate.cpuSamples': ['cloudwatch:GetMetricStatistics'],
  'estate.databases': ['rds:DescribeDBInstances'],
  'estate.images': ['ec2:DescribeImages'],
  'estate.instances': ['ec2:DescribeInstances'],
  'estate.loadBalancers': ['elasticloadbalancing:DescribeTags', ...LOAD_BALANCERS].toSorted(),
  'estate.natGateways': ['cloudwatch:GetMetricStatistics', 'ec2:DescribeNatGateways'],
  'estate.regions': ['ec2:DescribeRegions'],
  'estate.searchDomains': ['es:DescribeDomains', 'es:ListDomainNames', 'es:ListTags'],
  'estate.snapshots': ['ec2:DescribeSnapshots'],
  'estate.volumes': ['ec2:DescribeVolumes'],
  'event-bridge.send': ['events:PutEvents'],
  'metrics.read charged': ['cloudwatch:GetMetricData'],
  'metrics.read free': ['cloudwatch:GetMetricStatistics'],
  'metrics.read free and charged': ['cloudwatch:GetMetricData', 'cloudwatch:GetMetricStatistics'],
  'metrics.readNotebooks': ['cloudwatch:GetMetricStatistics'],
  'sns.hasConfirmedRecipient': ['sns:GetTopicAttributes'],
  'sns.send': ['sns:Publish'],
};

export const AT_THE_WIRE: Actions = {
  'estate.endpoints': [
    'cloudwatch:GetMetricStatistics',
    'sagemaker:DescribeEndpoint',
    'sagemaker:DescribeEndpointConfig',
    'sagemaker:ListEndpoints',
    'sagemaker:ListTags',
  ],
  'estate.lightsail': [
    'lightsail:GetBundles',
    'lightsail:GetInstances',
    'lightsail:GetRelationalDatabaseBundles',
    'lightsail:GetRelationalDatabases',
  ],
  'estate.notebooks': ['sagemaker:ListNotebookInstances', 'sagemaker:ListTags'],
  'estate.reservedInstances': ['ec2:DescribeReservedInstances'],
  'estate.savingsPlans': ['savingsplans:DescribeSavingsPlans'],
  'estate.starts': ['cloudtrail:LookupEvents'],
  'estate.studioApps': ['sagemaker:ListApps'],
  'freeTier.planState': ['freetier:GetAccountPlanState'],
  'freeTier.usage': ['freetier:GetFreeTierUsage'],
  'role.assume': ['sts:AssumeRole'],
  'secret.read': ['ssm:GetParameter'],
  'slack-app.send': ['ssm:GetParameter'],
  'slack-webhook.send': ['ssm:GetParameter'],
  'wakes.send': ['sqs:SendMessage'],
};

export const PORT_ACTIONS: Actions = { ...OVER_MOTO, ...AT_THE_WIRE };
