/**
 * `node scripts/release-notes.ts v0.1.0`: prints what CHANGELOG.md says of a version, and refuses
 * one that package.json does not have or the page does not name.
 */
import { readFileSync } from 'node:fs';
import * as z from 'zod';

const Manifest = z.object({ version: z.string() });

/** The lines below `## [0.1.0] - 2026-11-28`, up to the next version; null where it has none. */
export function sectionOf(changelog: string, version: string): string | null {
  const [, ...sections] = changelog.split(/^## /m);
  const found = sections.find((section) => section.startsWith(`[${version}] - `));
  if (found === undefined) return null;
  const [, ...lines] = found.split('\n');
  return lines.join('\n').trim();
}

function notesFor(tag: string): string {
  const { version } = Manifest.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  if (tag !== `v${version}`) throw new Error(`the tag is ${tag}, package.json says ${version}`);
  const section = sectionOf(readFileSync('CHANGELOG.md', 'utf8'), version);
  if (section === null) throw new Error(`CHANGELOG.md says nothing of ${version}`);
  return section;
}

if (import.meta.main) console.log(notesFor(process.argv[2] ?? ''));
