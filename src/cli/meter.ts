import type { Command } from './command.ts';
import { POLICY_OPTION } from './policy-option.ts';

export const meter: Command = {
  name: 'meter',
  summary: 'how much of the free tier a month has used, and the day it runs out',
  about: [
    'Prints for each allowance of the free tier what this month of UTC has used, what it ' +
      'will end with, the day it runs out, and what it all costs. It reads every Region of ' +
      'your account, with the credentials that the AWS CLI would use: ec2:DescribeRegions, ' +
      'ec2:DescribeInstances, ec2:DescribeVolumes and ec2:DescribeAddresses, and if they are ' +
      'allowed freetier:GetAccountPlanState, freetier:GetFreeTierUsage, ' +
      'cloudwatch:GetMetricStatistics, ec2:DescribeReservedInstances and ' +
      'savingsplans:DescribeSavingsPlans. AWS names no price for any of them. What is denied is ' +
      'named, and the rest counts.',
    'Nothing needs to be deployed; where Tierkeeper is, the runs that it saw end are read from ' +
      'its ledger (dynamodb:Query and dynamodb:GetItem), for AWS shows no run but the last.',
    'With --usage it counts what a file says instead, and asks nobody: ' +
      'tierkeeper meter --usage usage.json. docs/meter.md describes the file and what counts.',
  ],
  options: {
    usage: { value: 'FILE', says: 'Count what this file says instead.' },
    now: { value: 'TIME', says: 'Of a file: count up to this time: 2026-11-16T00:00:00Z.' },
    region: { value: 'NAME', says: 'The home Region; else that of the AWS CLI.' },
    profile: { value: 'NAME', says: 'The profile of the AWS CLI to use.' },
    table: { value: 'NAME', says: 'The ledger; else tierkeeper-prod-ledger, if there is one.' },
    'endpoint-url': { value: 'URL', says: 'Another endpoint than that of AWS.' },
    policy: POLICY_OPTION,
    lang: { value: 'en|ko', says: 'The language; else that of the policy.' },
    json: { says: 'Print JSON only: one object, as docs/meter.md describes it.' },
  },
  run: async (call) => (await import('./meter/run-meter.ts')).runMeter(call),
};
