/** What the controllers of instances are called. */
import type { Owner } from '../../model/reason.ts';

export const OWNERS_EN: Readonly<Record<Owner, string>> = {
  'auto-scaling': 'an Auto Scaling group',
  eks: 'Amazon EKS',
  karpenter: 'Karpenter',
  ecs: 'Amazon ECS',
  batch: 'AWS Batch',
  'elastic-beanstalk': 'Elastic Beanstalk',
  emr: 'Amazon EMR',
  cloud9: 'AWS Cloud9',
  'rds-custom': 'Amazon RDS Custom',
  'ec2-fleet': 'an EC2 Fleet',
  'spot-fleet': 'a Spot Fleet',
};

export const OWNERS_KO: Readonly<Record<Owner, string>> = {
  'auto-scaling': 'Auto Scaling 그룹',
  eks: 'Amazon EKS',
  karpenter: 'Karpenter',
  ecs: 'Amazon ECS',
  batch: 'AWS Batch',
  'elastic-beanstalk': 'Elastic Beanstalk',
  emr: 'Amazon EMR',
  cloud9: 'AWS Cloud9',
  'rds-custom': 'Amazon RDS Custom',
  'ec2-fleet': 'EC2 플릿',
  'spot-fleet': '스팟 플릿',
};
