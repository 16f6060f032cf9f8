/** policy.yml, as the build and the CLI read it. */
import type { Policy } from '../model/policy.ts';
import { nearestOf } from '../schedule/nearest.ts';
import { type Finding, findingsOf, pathText, UNKNOWN_KEY } from './finding.ts';
import { allPaths, keysAt, policyJsonSchema } from './policy-json-schema.ts';
import { policySchema } from './policy-schema.ts';
import { readYaml } from './policy-yaml.ts';
import { inOrder, type Problem } from './problem.ts';

export type PolicyFile =
  | {
      readonly ok: true;
      readonly policy: Policy;
      /** The plain JSON that went through: what the build writes to policy.json. */
      readonly document: unknown;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a policy, or says everything that is wrong with it at once. */
export function parsePolicyFile(text: string): PolicyFile {
  const yaml = readYaml(text);
  if (!yaml.isReadable) return { ok: false, problems: inOrder(yaml.problems) };
  const parsed = policySchema.safeParse(yaml.content);
  const findings = parsed.success ? [] : withSuggestions(findingsOf(parsed.error, yaml.content));
  const problems = [
    ...yaml.problems,
    ...findings.map((finding) => ({
      ...yaml.place(finding),
      path: pathText(finding.path),
      message: finding.message,
    })),
  ];
  if (!parsed.success || problems.length > 0) return { ok: false, problems: inOrder(problems) };
  return { ok: true, policy: parsed.data, document: yaml.content };
}

/** An unknown key is mostly a known one: misspelt, or put into the wrong section. */
function withSuggestions(findings: readonly Finding[]): readonly Finding[] {
  if (findings.every(({ message }) => message !== UNKNOWN_KEY)) return findings;
  const schema = policyJsonSchema();
  const everywhere = allPaths(schema);
  return findings.map((finding) => {
    if (finding.message !== UNKNOWN_KEY) return finding;
    const key = String(finding.path.at(-1));
    const meant =
      nearestOf(key, keysAt(schema, finding.path.slice(0, -1))) ??
      everywhere.find((path) => path.split('.').at(-1) === key);
    const hint = meant ? `; did you mean "${meant}"?` : '; docs/policy.md lists every key';
    return { ...finding, message: `${UNKNOWN_KEY}${hint}` };
  });
}
