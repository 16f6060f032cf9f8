import { billingOf, type Database } from '../../model/database.ts';
import { itemsOf } from '../../model/family.ts';
import { type Finder, type Found, isMeant, type Sweep } from './finder.ts';

/** RDS, named and priced: nobody but its owner knows whether a database is forgotten. */
export const databases: Finder = (sweep) =>
  itemsOf(sweep.region.databases)
    .filter((database) => !isMeant(database))
    .flatMap((database) => foundOf(database, sweep));

function foundOf(database: Database, { prices, region }: Sweep): readonly Found[] {
  const { name, arn, instanceClass, engine, clusterId, restartsAt, createdAt } = database;
  const billing = billingOf(database);
  const isRunning = billing === 'everything';
  const monthlyMicroUsd = prices.databaseMonth({ ...database, region: region.region, isRunning });
  const facts = { instanceClass, engine, arn, clusterId };
  const found = { id: name, name, monthlyMicroUsd };
  switch (billing) {
    case 'nothing':
      return [];
    case 'storage':
      return [{ ...found, kind: 'database-stopped', since: null, facts: { ...facts, restartsAt } }];
    case 'everything':
      return [{ ...found, kind: 'database-running', since: createdAt, facts }];
  }
}
