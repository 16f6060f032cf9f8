/** The snapshot that a command line names, or all that is wrong with it at once. */
import { type Finding, findingsOf, findingText, pathText } from '../../lib/config/finding.ts';
import { CommandError, wrongUsage } from '../command.ts';
import { fileText } from '../file-text.ts';
import { type SnapshotDocument, snapshotDocument } from './snapshot-document.ts';

function textOf(file: string): string {
  const read = fileText(file);
  if (read.text !== null) return read.text;
  throw wrongUsage(`The snapshot ${file} cannot be read: ${read.why}.`);
}

function wrong(file: string, findings: readonly Pick<Finding, 'path' | 'message'>[]): CommandError {
  const lines = findings.map((finding) => `${file}: ${findingText(finding)}`);
  const mend = `Mend ${file} and run it again; docs/snapshot.md lists every key.`;
  const problems = findings.map(({ path, message }) => ({ path: pathText(path), message }));
  return new CommandError(2, [...lines, mend].join('\n'), { trouble: 'snapshot', file, problems });
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(textOf(file));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw wrong(file, [{ path: [], message: `not valid JSON: ${error.message}` }]);
  }
}

export function readSnapshot(file: string): SnapshotDocument {
  const content = contentOf(file);
  const parsed = snapshotDocument.safeParse(content);
  if (parsed.success) return parsed.data;
  throw wrong(file, findingsOf(parsed.error, content));
}
