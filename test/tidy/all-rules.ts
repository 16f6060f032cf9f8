import type { Rule, TreeRule } from './file.ts';
import { ambient } from './rules/ambient.ts';
import { noCircles } from './rules/circles.ts';
import { commandsExist, dependenciesExplained } from './rules/documents.ts';
import { noBarrel, noDefaultExport } from './rules/exports.ts';
import { importLaw } from './rules/import-law.ts';
import { exportNames, pathNames } from './rules/names.ts';
import { sdkCommands } from './rules/sdk-commands.ts';
import { signedCalls } from './rules/signed-calls.ts';
import {
  agentsSize,
  fileSize,
  functionMedian,
  functionSize,
  handlerSize,
  lineWidth,
  needlessExemption,
  parameterCount,
} from './rules/sizes.ts';
import { honestTypes } from './rules/types.ts';
import { bannedWords } from './rules/words.ts';

export const ALL_FILE_RULES: Readonly<Record<string, Rule>> = {
  'import law': importLaw,
  'SDK commands': sdkCommands,
  'signed calls': signedCalls,
  'ambient world': ambient,
  'honest types': honestTypes,
  'no default export': noDefaultExport,
  'no barrel': noBarrel,
  'function size': functionSize,
  'parameter count': parameterCount,
  'file size': fileSize,
  'handler size': handlerSize,
  'line width': lineWidth,
  'path names': pathNames,
  'export names': exportNames,
  'banned words': bannedWords,
  'AGENTS.md size': agentsSize,
};

export const ALL_TREE_RULES: Readonly<Record<string, TreeRule>> = {
  'no circles of imports': noCircles,
  'function median': functionMedian,
  'needless exemptions': (files) => needlessExemption(files),
  'dependencies explained': dependenciesExplained,
  'commands exist': commandsExist,
};
