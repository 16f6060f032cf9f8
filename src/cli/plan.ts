import type { Command } from './command.ts';
import { JSON_OPTION } from './json.ts';
import { POLICY_OPTION } from './policy-option.ts';

export const plan: Command = {
  name: 'plan',
  summary: 'what would happen now in your AWS account, and why (read-only)',
  about: [
    'Looks at one Region of your AWS account and prints what Tierkeeper would do there now, and ' +
      'why. It only reads, and nothing needs to be deployed.',
    'Credentials and Region are those that the AWS CLI would use. It needs ' +
      'ec2:DescribeInstances, and as the account asks for it cloudwatch:GetMetricStatistics, ' +
      'cloudwatch:GetMetricData, ec2:DescribeAddresses, ec2:DescribeSecurityGroups, ' +
      'ec2:DescribeInstanceStatus, ' +
      'ec2:DescribeSpotInstanceRequests and elasticloadbalancing:Describe*; to count alarms ' +
      'ec2:DescribeRegions, cloudwatch:DescribeAlarms and cloudwatch:ListTagsForResource. What ' +
      'is denied is named, and the rest is shown.',
  ],
  options: {
    region: { value: 'NAME', says: 'The Region; else that of the AWS CLI.' },
    profile: { value: 'NAME', says: 'The profile of the AWS CLI to use.' },
    'endpoint-url': { value: 'URL', says: 'Another endpoint than that of AWS.' },
    policy: POLICY_OPTION,
    at: { value: 'TIME', says: 'Decide for this time instead of now: 2026-11-23T22:00.' },
    save: {
      value: 'FILE',
      says: 'Also save what AWS showed, for replay, explain and bug reports; overwrites nothing.',
    },
    lang: { value: 'en|ko', says: 'The language; else that of the policy.' },
    json: JSON_OPTION,
  },
  // The SDK takes a third of a second to load, which no other command needs to wait for.
  run: async (call) => (await import('./plan/run-plan.ts')).runPlan(call),
};
