import { addressCases } from './cases/addresses.ts';
import { alarmCases } from './cases/alarms.ts';
import { familyCases } from './cases/families.ts';
import { instanceCases } from './cases/instances.ts';
import { metricCases } from './cases/metrics.ts';
import { notebookCases } from './cases/notebooks.ts';
import { powerCases } from './cases/power.ts';
import type { ContractCase } from './contract-account.ts';

export const CLOUD_CASES: readonly ContractCase[] = [
  ...instanceCases,
  ...powerCases,
  ...addressCases,
  ...familyCases,
  ...metricCases,
  ...alarmCases,
  ...notebookCases,
];
