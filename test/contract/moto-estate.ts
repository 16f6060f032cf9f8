import { CreateClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { CreateDomainCommand, OpenSearchClient } from '@aws-sdk/client-opensearch';
import { CreateDBInstanceCommand, RDSClient, StopDBInstanceCommand } from '@aws-sdk/client-rds';
import { emulated } from '../emulators/emulator.ts';
import type { EstateAccount, NewDatabase } from './contract-estate.ts';
import { motoRegions } from './moto-contract.ts';
import { motoNetwork } from './moto-network.ts';

const REGION = 'us-east-1';

const tagList = (tags: NewDatabase['tags'] = {}) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** A Region of moto's account that is not home, read by the product's own adapter. */
export function motoEstate(endpoint: string): EstateAccount {
  const there = { ...emulated(endpoint), region: REGION };
  const rds = new RDSClient(there);
  const eks = new EKSClient(there);
  const opensearch = new OpenSearchClient(there);
  return {
    ...motoNetwork(there),
    estate: motoRegions(endpoint).in(REGION),
    async createDatabase({ name, instanceClass, engine, sizeGiB, tags }) {
      await rds.send(
        new CreateDBInstanceCommand({
          DBInstanceIdentifier: name,
          DBInstanceClass: instanceClass,
          Engine: engine,
          AllocatedStorage: sizeGiB,
          MasterUsername: 'root',
          MasterUserPassword: 'only-in-moto',
          Tags: tagList(tags),
        }),
      );
    },
    async stopDatabase(DBInstanceIdentifier) {
      await rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier }));
    },
    async createCluster(of) {
      const roleArn = 'arn:aws:iam::123456789012:role/eks';
      const resourcesVpcConfig = { subnetIds: ['subnet-1', 'subnet-2'] };
      await eks.send(new CreateClusterCommand({ ...of, roleArn, resourcesVpcConfig }));
    },
    async createDomain(DomainName) {
      await opensearch.send(
        new CreateDomainCommand({
          DomainName,
          ClusterConfig: { InstanceType: 't3.small.search', InstanceCount: 2 },
          EBSOptions: { EBSEnabled: true, VolumeType: 'gp3', VolumeSize: 10 },
        }),
      );
    },
  };
}
