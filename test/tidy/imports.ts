import type { ImportDeclarationSpecifier, ModuleExportName, Node } from 'oxc-parser';
import type { TextFile } from './file.ts';
import { lineOf, visit } from './syntax.ts';

/** One name that a file takes from a module; `*` for a namespace or a dynamic import. */
export interface ImportedName {
  readonly module: string;
  readonly name: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

const nameOf = (name: ModuleExportName): string =>
  name.type === 'Literal' ? name.value : name.name;

const specifierName = (specifier: ImportDeclarationSpecifier): string => {
  if (specifier.type === 'ImportSpecifier') return nameOf(specifier.imported);
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
};

const isTypeSpecifier = (specifier: ImportDeclarationSpecifier): boolean =>
  specifier.type === 'ImportSpecifier' && specifier.importKind === 'type';

/** Every way a file can reach another: import, re-export, dynamic import, import type. */
export const importsOf = (file: TextFile): readonly ImportedName[] => {
  const found: ImportedName[] = [];
  const add = (node: Node, of: Omit<ImportedName, 'line'>): void => {
    found.push({ ...of, line: lineOf(file, node) });
  };
  visit(file, {
    ImportDeclaration(node) {
      const module = node.source.value;
      if (node.specifiers.length === 0) add(node, { module, name: '', typeOnly: false });
      for (const specifier of node.specifiers) {
        const typeOnly = node.importKind === 'type' || isTypeSpecifier(specifier);
        add(node, { module, name: specifierName(specifier), typeOnly });
      }
    },
    ExportNamedDeclaration(node) {
      const module = node.source?.value;
      if (module === undefined) return;
      for (const specifier of node.specifiers) {
        const typeOnly = node.exportKind === 'type' || specifier.exportKind === 'type';
        add(node, { module, name: nameOf(specifier.local), typeOnly });
      }
    },
    ExportAllDeclaration(node) {
      add(node, { module: node.source.value, name: '*', typeOnly: node.exportKind === 'type' });
    },
    ImportExpression(node) {
      const literal = node.source.type === 'Literal' ? String(node.source.value) : '(computed)';
      add(node, { module: literal, name: '*', typeOnly: false });
    },
    TSImportType(node) {
      add(node, { module: node.source.value, name: '*', typeOnly: true });
    },
  });
  return found;
};
