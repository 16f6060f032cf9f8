import * as z from 'zod';
import { writtenPolicy } from './policy-schema.ts';

type Node = z.core.JSONSchema.BaseSchema;

/** The policy as a JSON Schema of what people write: for editors, the reference and suggestions. */
export const policyJsonSchema = (): Node => z.toJSONSchema(writtenPolicy, { io: 'input' });

/** A nullable section is written `anyOf: [section, null]`. */
const alternatives = (node: Node): readonly Node[] =>
  [node, ...(node.anyOf ?? [])].filter((one) => typeof one === 'object');

const isNode = (node: unknown): node is Node => typeof node === 'object' && node !== null;

/** The nodes at a key, an index, or under a key that the owner chose. */
const below = (node: Node, segment: PropertyKey): readonly Node[] =>
  alternatives(node)
    .flatMap(({ properties, additionalProperties, items }) =>
      typeof segment === 'number'
        ? [items]
        : [properties?.[String(segment)] ?? additionalProperties],
    )
    .filter(isNode);

/** The keys that may stand where a path leads; none where there is no section of fixed keys. */
export function keysAt(schema: Node, path: readonly PropertyKey[]): readonly string[] {
  const nodes = path.reduce<readonly Node[]>(
    (at, segment) => at.flatMap((node) => below(node, segment)),
    [schema],
  );
  return nodes.flatMap(alternatives).flatMap(({ properties }) => Object.keys(properties ?? {}));
}

/** Every path of fixed keys, dotted: `idle.window`. */
export function allPaths(schema: Node, prefix = ''): readonly string[] {
  return alternatives(schema).flatMap(({ properties }) =>
    Object.entries(properties ?? {}).flatMap(([key, node]) => {
      const path = `${prefix}${key}`;
      return [path, ...(isNode(node) ? allPaths(node, `${path}.`) : [])];
    }),
  );
}
