import { describe, expect, test } from 'vitest';
import {
  policyProblems,
  recipientProblems,
  stageProblems,
  toolProblems,
} from '../../scripts/deploy/own-problems.ts';
import { wantedOf } from '../../scripts/deploy/wanted.ts';

describe('what a deploy wants', () => {
  test('is read as osls reads it', () => {
    expect(wantedOf(['--param=email=a@b.co', '-s', 'dev', '-r', 'eu-west-1'], {})).toEqual({
      params: ['email=a@b.co'],
      stage: 'dev',
      region: 'eu-west-1',
      profile: undefined,
    });
    expect(wantedOf(['--verbose', '--aws-profile', 'home'], { AWS_REGION: 'sa-east-1' })).toEqual({
      params: [],
      stage: 'prod',
      region: 'sa-east-1',
      profile: 'home',
    });
    expect(wantedOf([], { AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-north-1' }).region).toBe(
      'eu-north-1',
    );
    expect(wantedOf([], {}).region).toBe('us-east-1');
  });
});

describe('without asking the account', () => {
  test('an address, a stage and the tools of this checkout are fine', () => {
    expect(recipientProblems(['email=you@example.com'])).toEqual([]);
    expect(stageProblems('prod')).toEqual([]);
    expect(toolProblems(process.versions.node)).toEqual([]);
  });

  test('a Node older than what Lambda runs is named', () => {
    expect(toolProblems('22.18.0')).toEqual([
      'Node 22.18.0 runs this; npm ci brings 24: use npm run deploy.',
    ]);
  });

  test('a policy that is not there is named', () => {
    expect(policyProblems(null)).toEqual([
      'policy.yml: no such file here; an empty one means every default.',
    ]);
  });
});
