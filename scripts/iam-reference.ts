/**
 * `node scripts/iam-reference.ts`: writes docs/iam.md, docs/deployer-policy.json and
 * spoke/template.json from the template that serverless.yml makes where the policy wants all.
 */
import { writeFile } from 'node:fs/promises';
import { packageIn, serviceFolder } from '../test/template/packaged.ts';
import { deployerPolicy } from './iam/deployer.ts';
import { iamReference } from './iam/reference.ts';
import { spokeTemplate } from './scopes/spoke.ts';

export const FULL_POLICY = `select:
  regions: [home, us-east-1]
  accounts: [{ id: "210987654321" }]
tell:
  eventBridge: true
  slack: { webhook: /tierkeeper/slack-webhook, app: /tierkeeper/slack-app }
`;

const COLUMNS = 100;

/** As Biome has it: a list that fits into its line is in one. */
const formatted = (json: string): string =>
  json.replace(/^(.*)\[\n\s+([^[\]{}]+?)\n\s+\](,?)/gm, (whole, ...[before, items, end]) => {
    const line = `${before}[${items.split(/,\n\s+/).join(', ')}]${end}`;
    return line.length <= COLUMNS ? line : whole;
  });

if (import.meta.main) {
  const service = await serviceFolder(FULL_POLICY);
  const { template } = await packageIn(service);
  await service.remove();
  await writeFile('docs/iam.md', iamReference(template));
  const policy = formatted(JSON.stringify(deployerPolicy(template), null, 2));
  await writeFile('docs/deployer-policy.json', `${policy}\n`);
  const spoke = formatted(JSON.stringify(spokeTemplate(template), null, 2));
  await writeFile('spoke/template.json', `${spoke}\n`);
}
