/** Which places a policy means, seen from home. */
import { describe, expect, test } from 'vitest';
import { parsePolicyDocument } from '../../src/lib/config/policy-document.ts';
import { idOf, isAccountId } from '../../src/lib/model/ids.ts';
import { placesElsewhere, placesOf } from '../../src/lib/model/managed-place.ts';

const HOME = { account: idOf(isAccountId, '123456789012'), region: 'ap-northeast-2' };

const placesIn = (select: object) => placesOf(parsePolicyDocument({ select }), HOME);
const named = (select: object): readonly string[] =>
  placesIn(select).map(({ account, region }) => `${account} ${region}`);

describe('the places that are looked after', () => {
  test('are home alone where the policy says nothing', () => {
    expect(placesIn({})).toEqual([{ ...HOME, name: null, role: null }]);
    expect(placesElsewhere(parsePolicyDocument({}), HOME)).toEqual([]);
  });

  test('begin with home, wherever it stands in the list and by whatever name', () => {
    const regions = ['us-east-1', 'ap-northeast-2', 'home', 'us-east-1'];
    expect(named({ regions })).toEqual(['123456789012 ap-northeast-2', '123456789012 us-east-1']);
  });

  test('are the same Regions in another account, unless it has its own', () => {
    const accounts = [
      { id: '210987654321' },
      { id: '001122334455', name: 'shop', regions: ['eu-west-1', 'home'] },
    ];
    expect(named({ regions: ['home', 'us-east-1'], accounts })).toEqual([
      '123456789012 ap-northeast-2',
      '123456789012 us-east-1',
      '210987654321 ap-northeast-2',
      '210987654321 us-east-1',
      '001122334455 eu-west-1',
      '001122334455 ap-northeast-2',
    ]);
  });

  test('have a role in another account, and none in our own', () => {
    const accounts = [
      { id: '210987654321', externalId: 'a1:b2', role: 'keeper' },
      { id: '001122334455' },
      { id: '123456789012', regions: ['eu-west-1'] },
    ];
    expect(placesIn({ accounts }).map(({ role }) => role)).toEqual([
      null,
      { arn: 'arn:aws:iam::210987654321:role/keeper', externalId: 'a1:b2' },
      {
        arn: 'arn:aws:iam::001122334455:role/tierkeeper-spoke',
        externalId: 'tierkeeper-123456789012',
      },
      null,
    ]);
  });

  test('have roles of the partition that home is in', () => {
    const home = { ...HOME, region: 'us-gov-west-1' };
    const policy = parsePolicyDocument({ select: { accounts: [{ id: '210987654321' }] } });
    expect(placesElsewhere(policy, home)[0]?.role?.arn).toBe(
      'arn:aws-us-gov:iam::210987654321:role/tierkeeper-spoke',
    );
  });
});
