/** Files of other tools: YAML, with the tags of CloudFormation, or JSON, which is YAML too. */
import { stringify } from 'yaml';
import { type PolicyYaml, readYaml } from './policy-yaml.ts';

/** `!Ref Zone` is no text: as in JSON, it is `{ "Ref": "Zone" }`. */
const INTRINSICS = [
  ...['Ref', 'Sub', 'GetAtt', 'Join', 'If', 'FindInMap', 'ImportValue', 'Select', 'Split'],
  ...['Base64', 'Cidr', 'GetAZs', 'Transform', 'Condition', 'And', 'Or', 'Not', 'Equals'],
];

export const readForeignYaml = (text: string): PolicyYaml =>
  readYaml(
    text,
    INTRINSICS.map((name) => ({ tag: `!${name}`, resolve: (written) => ({ [name]: written }) })),
  );

const LINE_COLUMNS = 96;

/** Texts stand in quotes, so that no other reader takes 22:00 for a number. */
export const yamlText = (document: unknown): string =>
  stringify(document, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: LINE_COLUMNS,
  });
