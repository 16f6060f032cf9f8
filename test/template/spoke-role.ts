// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's own
/** The role that the template of a spoke makes in another account. */
import { type Role, rolesIn } from '../../scripts/iam/roles.ts';
import { HOME } from '../wake/event-documents.ts';
import { Template } from './stack.ts';

export const SPOKE = '210987654321';
export const ELSEWHERE = 'us-east-1';

/** As it would be for these Regions: roles are read with parameters in place. */
export function spokeRoleIn(spoke: object): Role {
  const given = JSON.stringify(spoke)
    .replaceAll('{"Ref":"Regions"}', JSON.stringify([HOME.region, ELSEWHERE]))
    .replaceAll('${HubAccount}', HOME.account)
    .replaceAll('${HubRegion}', HOME.region);
  const place = { account: SPOKE, region: HOME.region };
  const role = rolesIn(Template.parse(JSON.parse(given)), place).find(({ name }) => name === '');
  if (!role) throw new Error('there is no such role');
  return role;
}
