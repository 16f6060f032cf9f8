import type { ExportNamedDeclaration, Node } from 'oxc-parser';
import { isTypeScript, type Rule, type TextFile } from '../file.ts';
import { lineOf, sourceOf, visit } from '../syntax.ts';

/** Names that say where code was put, not what it is about. */
const BUCKET = /^(utils?|utilities|helpers?|commons?|managers?|services?|misc)$/i;

/** `service-quotas` is a subject, `quota-service` is a bucket: the last word counts. */
const isBucket = (words: readonly string[]): boolean => BUCKET.test(words.at(-1) ?? '');

const kebabWords = (segment: string): readonly string[] =>
  segment.replace(/(\.test)?\.\w+$/, '').split('-');

const camelWords = (name: string): readonly string[] => name.split(/_|(?<=[a-z0-9])(?=[A-Z])/);

export const pathNames: Rule = (file) =>
  file.path
    .split('/')
    .filter((segment) => isBucket(kebabWords(segment)))
    .map((segment) => ({
      rule: 'path-names',
      path: file.path,
      line: 1,
      message: `"${segment}" is a bucket; name the noun or the verb`,
    }));

const namesIn = (file: TextFile, node: ExportNamedDeclaration): readonly string[] => {
  const { declaration } = node;
  if (!declaration) return node.specifiers.map(({ exported }) => sourceOf(file, exported));
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.map(({ id }) => (id.type === 'Identifier' ? id.name : ''));
  }
  const id: Node | null = 'id' in declaration ? declaration.id : null;
  return id ? [sourceOf(file, id)] : [];
};

export const exportNames: Rule = (file) => {
  if (!isTypeScript(file)) return [];
  const found: { name: string; line: number }[] = [];
  visit(file, {
    ExportNamedDeclaration(node) {
      const line = lineOf(file, node);
      found.push(...namesIn(file, node).map((name) => ({ name, line })));
    },
  });
  return found
    .filter(({ name }) => isBucket(camelWords(name)))
    .map(({ name, line }) => ({
      rule: 'export-names',
      path: file.path,
      line,
      message: `${name} is a bucket; name the noun or the verb`,
    }));
};
