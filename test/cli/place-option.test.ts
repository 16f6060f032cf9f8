import { describe, expect, test } from 'vitest';
import { placeAsked } from '../../src/cli/place-option.ts';
import { idOf, isAccountId } from '../../src/lib/model/ids.ts';
import { policy } from '../build/policy.ts';

const HOME = { account: idOf(isAccountId, '123456789012'), region: 'ap-northeast-2' };
const SHOP = '210987654321';
const POLICY = policy({
  select: {
    regions: ['home', 'us-east-1'],
    accounts: [
      { id: SHOP, name: 'shop', regions: ['us-east-1', 'eu-west-1'] },
      { id: '001122334455', regions: ['ap-south-1'] },
    ],
  },
});
const placed = (text?: string) => placeAsked(text, POLICY)(HOME);

describe('--place', () => {
  test.each([
    ['eu-west-1', SHOP, 'eu-west-1'],
    ['shop/us-east-1', SHOP, 'us-east-1'],
    [`${SHOP}/us-east-1`, SHOP, 'us-east-1'],
    ['123456789012/us-east-1', HOME.account, 'us-east-1'],
    ['001122334455', '001122334455', 'ap-south-1'],
  ])(
    '%s is a place of the policy, remembered in the ledger of the hub',
    (text, account, region) => {
      expect(placed(text)).toEqual({ account, region, hub: HOME.account });
    },
  );

  test('is home where nobody asks, or home is asked for', () => {
    expect(placed()).toEqual(HOME);
    expect(placed('ap-northeast-2')).toEqual(HOME);
  });

  test.each([
    [
      'us-east-1',
      /"us-east-1" is the name of several places: .* 123456789012\/us-east-1, shop\/us/,
    ],
    ['shop', /several places: say which of shop\/us-east-1, shop\/eu-west-1\./],
    ['lab', /No place of the policy is called "lab"; there are 123456789012\/ap-northeast-2, /],
  ])('%s is refused with the names that would do', (text, sentence) => {
    expect(() => placed(text)).toThrow(sentence);
  });
});
