/** What can be done about each finding of the daily sweep: AWS CLI commands, for its own Region. */
import type { Finding, FindingKind } from '../../model/finding.ts';
import { TAG } from '../../model/tag.ts';
import type { Action, DigestWords } from './catalogue.ts';
import { type Command, KEEP } from './command.ts';

type Deed = 'stop' | 'delete' | 'release' | 'convert' | 'keep';
type Remedy = readonly [deed: Deed, command: Command];

/** Of one resource, or of as many as `ids` names. */
const command = (before: string, finding: Finding, after = ''): Command => ({
  before,
  ids: [finding.id],
  after: [after, `--region ${finding.region}`].filter(Boolean).join(' '),
});

const keepInEc2 = (finding: Finding): Remedy => [
  'keep',
  command('aws ec2 create-tags --resources', finding, `--tags ${KEEP}`),
];

/** Of a service that names what it tags by ARN: one command for each. */
const alone = (text: string, { region }: Finding): Command => ({
  before: `${text} --region ${region}`,
  ids: [],
  after: '',
});

type DatabaseFinding = Finding<'database-running' | 'database-stopped'>;

const keepDatabase = (finding: DatabaseFinding): Remedy => [
  'keep',
  alone(
    `aws rds add-tags-to-resource --resource-name ${finding.facts.arn} --tags ${KEEP}`,
    finding,
  ),
];

/** A last snapshot is kept; what is in a cluster leaves its data there. */
function deleteDatabase(finding: DatabaseFinding): Remedy {
  const { id, facts } = finding;
  const last = facts.clusterId === null ? ` --final-db-snapshot-identifier ${id}-final` : '';
  return [
    'delete',
    alone(`aws rds delete-db-instance --db-instance-identifier ${id}${last}`, finding),
  ];
}

function stopDatabase(finding: DatabaseFinding): Remedy {
  const { id, facts } = finding;
  const what =
    facts.clusterId === null
      ? `stop-db-instance --db-instance-identifier ${id}`
      : `stop-db-cluster --db-cluster-identifier ${facts.clusterId}`;
  return ['stop', alone(`aws rds ${what}`, finding)];
}

/** AWS changes it while it is in use. */
const asGp3 = ({ id, facts }: Finding<'gp2-volume'>): string =>
  `aws ec2 modify-volume --volume-id ${id} --volume-type gp3 ` +
  `--iops ${facts.iops} --throughput ${facts.throughputMiBps}`;

/** With its snapshots, as far as no other image stands on them. */
const deregister = ({ id }: Finding<'old-image'>): string =>
  `aws ec2 deregister-image --image-id ${id} --delete-associated-snapshots`;

/** A Classic one goes by its name, and by commands of its own. */
function loadBalancerRemedies(finding: Finding<'empty-load-balancer'>): readonly Remedy[] {
  const { arn } = finding.facts;
  const cli = arn === null ? 'aws elb' : 'aws elbv2';
  const one = arn === null ? `--load-balancer-name ${finding.id}` : `--load-balancer-arn ${arn}`;
  const many = arn === null ? `--load-balancer-names ${finding.id}` : `--resource-arns ${arn}`;
  return [
    ['delete', alone(`${cli} delete-load-balancer ${one}`, finding)],
    ['keep', alone(`${cli} add-tags ${many} --tags ${KEEP}`, finding)],
  ];
}

function deleteLightsail(finding: Finding<'lightsail'>): Remedy {
  const { id, facts } = finding;
  const what =
    facts.what === 'instance'
      ? `delete-instance --instance-name ${id}`
      : `delete-relational-database --relational-database-name ${id} ` +
        `--final-relational-database-snapshot-name ${id}-final`;
  return ['delete', alone(`aws lightsail ${what}`, finding)];
}

const keepLightsail = (finding: Finding): Remedy => [
  'keep',
  alone(
    `aws lightsail tag-resource --resource-name ${finding.id} ` +
      `--tags key=${TAG.keep},value=true`,
    finding,
  ),
];

/** What it bills ends with it; its configuration and its model cost nothing, and stay. */
const deleteEndpoint = ({ id }: Finding<'idle-endpoint'>): string =>
  `aws sagemaker delete-endpoint --endpoint-name ${id}`;

/** What is on the disk of its user or space stays. */
function deleteStudioApp({ facts }: Finding<'studio-app'>): string {
  const { domainId, owner, appType, appName } = facts;
  const whose = owner.kind === 'user' ? '--user-profile-name' : '--space-name';
  return (
    `aws sagemaker delete-app --domain-id ${domainId} ${whose} ${owner.name} ` +
    `--app-type ${appType} --app-name ${appName}`
  );
}

const keepInSageMaker = (finding: Finding<'idle-endpoint' | 'notebook-running'>): Remedy => [
  'keep',
  alone(`aws sagemaker add-tags --resource-arn ${finding.facts.arn} --tags ${KEEP}`, finding),
];

const REMEDIES: {
  readonly [Kind in FindingKind]: (finding: Finding<Kind>) => readonly Remedy[];
} = {
  'instance-elsewhere': (finding) => [
    ['stop', command('aws ec2 stop-instances --instance-ids', finding)],
    [
      'keep',
      command('aws ec2 create-tags --resources', finding, `--tags Key=${TAG.ignore},Value=true`),
    ],
  ],
  'unattached-volume': (finding) => [
    ['delete', alone(`aws ec2 delete-volume --volume-id ${finding.id}`, finding)],
    keepInEc2(finding),
  ],
  'stopped-instance': (finding) => [keepInEc2(finding)],
  'gp2-volume': (finding) => [['convert', alone(asGp3(finding), finding)], keepInEc2(finding)],
  'orphan-snapshot': (finding) => [
    ['delete', alone(`aws ec2 delete-snapshot --snapshot-id ${finding.id}`, finding)],
    keepInEc2(finding),
  ],
  'old-image': (finding) => [['delete', alone(deregister(finding), finding)], keepInEc2(finding)],
  'idle-nat-gateway': (finding) => [
    ['delete', alone(`aws ec2 delete-nat-gateway --nat-gateway-id ${finding.id}`, finding)],
    keepInEc2(finding),
  ],
  'empty-load-balancer': loadBalancerRemedies,
  'idle-address': (finding) => [
    ['release', alone(`aws ec2 release-address --allocation-id ${finding.id}`, finding)],
    keepInEc2(finding),
  ],
  'database-running': (finding) => [
    stopDatabase(finding),
    deleteDatabase(finding),
    keepDatabase(finding),
  ],
  cluster: (finding) => [
    ['delete', alone(`aws eks delete-cluster --name ${finding.id}`, finding)],
    [
      'keep',
      alone(
        `aws eks tag-resource --resource-arn ${finding.facts.arn} --tags ${TAG.keep}=true`,
        finding,
      ),
    ],
  ],
  'search-domain': (finding) => [
    ['delete', alone(`aws opensearch delete-domain --domain-name ${finding.id}`, finding)],
    [
      'keep',
      alone(`aws opensearch add-tags --arn ${finding.facts.arn} --tag-list ${KEEP}`, finding),
    ],
  ],
  'idle-endpoint': (finding) => [
    ['delete', alone(deleteEndpoint(finding), finding)],
    keepInSageMaker(finding),
  ],
  'studio-app': (finding) => [['delete', alone(deleteStudioApp(finding), finding)]],
  'notebook-running': (finding) => [
    [
      'stop',
      alone(`aws sagemaker stop-notebook-instance --notebook-instance-name ${finding.id}`, finding),
    ],
    keepInSageMaker(finding),
  ],
  lightsail: (finding) => [deleteLightsail(finding), keepLightsail(finding)],
  'database-stopped': (finding) => [deleteDatabase(finding), keepDatabase(finding)],
};

const remediesOf = <Kind extends FindingKind>(finding: Finding<Kind>): readonly Remedy[] => {
  const kind: Kind = finding.kind;
  return REMEDIES[kind](finding);
};

/** Of AWS's own form, so that a shell reads it as one word; anything else gets no command. */
const PLAIN = /^[A-Za-z0-9_][\w.:/-]*$/;

const isPlain = ({ id, region, facts }: Finding): boolean => {
  const arn = 'arn' in facts ? (facts.arn ?? id) : id;
  const clusterId = 'clusterId' in facts ? (facts.clusterId ?? id) : id;
  return [id, region, arn, clusterId].every((text) => PLAIN.test(text));
};

/** In the reader's words. */
export function findingActions(finding: Finding, words: DigestWords): readonly Action[] {
  const labels: Readonly<Record<Deed, string>> = {
    stop: words.stopLabel,
    delete: words.deleteLabel,
    release: words.releaseLabel,
    convert: words.convertLabel,
    keep: words.keepLabel,
  };
  if (!isPlain(finding)) return [];
  return remediesOf(finding).map(([deed, does]) => ({ label: labels[deed], command: does }));
}
