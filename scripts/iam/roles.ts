/** The roles of a compiled template: who has which, and each statement in it. */
import * as z from 'zod';
import { type CompiledTemplate, type Place, resolved } from './intrinsics.ts';

const strings = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => (typeof given === 'string' ? [given] : given));

const Statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: strings,
  Resource: strings,
  Condition: z.record(z.string(), z.record(z.string(), strings)).optional(),
});

export interface RoleStatement extends z.infer<typeof Statement> {
  /** The condition of the stack without which the statement is not there. */
  readonly onlyIf: string | null;
}

export interface Role {
  /** `ClockTicked`, or `Scheduler`. */
  readonly name: string;
  readonly statements: readonly RoleStatement[];
}

const Choice = z.object({ 'Fn::If': z.tuple([z.string(), z.unknown(), z.unknown()]) });
const Policies = z.array(
  z.object({ PolicyDocument: z.object({ Statement: z.array(z.unknown()) }) }),
);

export function rolesIn(template: CompiledTemplate, place: Place): readonly Role[] {
  const statementOf = (given: unknown): RoleStatement => {
    const choice = Choice.safeParse(given);
    const onlyIf = choice.success ? choice.data['Fn::If'][0] : null;
    return { ...Statement.parse(resolved(template, place, given)), onlyIf };
  };
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .map(([id, { Properties }]) => ({
      name: id.replace(/Role$/, ''),
      statements: Policies.parse(Properties['Policies']).flatMap(({ PolicyDocument }) =>
        PolicyDocument.Statement.map(statementOf),
      ),
    }));
}
