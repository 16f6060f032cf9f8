import type { Program } from 'oxc-parser';
import { isTypeScript, type Rule } from '../file.ts';
import { lineOf, statementsOf } from '../syntax.ts';

type Statement = Program['body'][number];

const isReExport = (statement: Statement): boolean =>
  statement.type === 'ExportAllDeclaration' ||
  (statement.type === 'ExportNamedDeclaration' && statement.source !== null);

/** Vitest demands one of its config; a declaration file says what somebody else's module does. */
const HAS_DEFAULT = /\.(config|d)\.ts$/;

/** One name per thing: a default export gets a new one in every file that imports it. */
export const noDefaultExport: Rule = (file) => {
  if (!isTypeScript(file) || HAS_DEFAULT.test(file.path)) return [];
  return statementsOf(file)
    .filter((statement) => statement.type === 'ExportDefaultDeclaration')
    .map((statement) => ({
      rule: 'no-default-export',
      path: file.path,
      line: lineOf(file, statement),
      message: 'export it by name',
    }));
};

/** A barrel hides what is used from the reader and from tree shaking. */
export const noBarrel: Rule = (file) => {
  if (!isTypeScript(file)) return [];
  const body = statementsOf(file);
  const onlyReExports = body.length > 0 && body.every(isReExport);
  if (!onlyReExports && !/(^|\/)index\.ts$/.test(file.path)) return [];
  const message = 'import from the file that has it';
  return [{ rule: 'no-barrel', path: file.path, line: 1, message }];
};
