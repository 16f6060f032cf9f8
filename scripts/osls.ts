/** As much of osls as the plugins of this project touch. */
import type { STSClientConfig } from '@aws-sdk/client-sts';

/** What each client of AWS is made with: the Region and profile that osls was told. */
export interface AwsConfig {
  readonly region: string;
  /** Missing: those that the AWS CLI would use. */
  readonly credentials?: NonNullable<STSClientConfig['credentials']>;
  readonly profile?: string;
}

/** As osls will find them, before it is there. */
export const defaultConfig = (region: string, profile: string | undefined): AwsConfig =>
  profile === undefined ? { region } : { region, profile };

interface StackResource {
  readonly LogicalResourceId?: string;
}

export interface Provider {
  getRegion(): string;
  getStage(): string;
  getAwsSdkV3Config(): Promise<AwsConfig>;
  readonly naming: { getStackName(): string };
  /** Of the stack as it is deployed; throws where there is none. */
  getStackResources(): Promise<readonly StackResource[]>;
}

interface RolePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: { readonly Version: string; readonly Statement: readonly unknown[] };
}

interface RoleResource {
  readonly Properties: { readonly Policies: RolePolicy[] };
}

export interface Serverless {
  readonly processedInput: { readonly commands: readonly string[] };
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  readonly service: {
    readonly service: string;
    readonly resources: {
      readonly Conditions: Record<string, object>;
      /** Roles are all that is looked into. */
      readonly Resources: Record<string, RoleResource | undefined>;
    };
    readonly functions: Record<string, object>;
  };
  getProvider(name: 'aws'): Provider;
}

/** What a plugin is given to say things with. */
export interface Tools {
  readonly log: { notice(text: string): void };
}

export interface Options {
  /** `--param key=value`, each as typed. */
  readonly param?: readonly string[];
}

export const isCommand = ({ processedInput }: Serverless, command: string): boolean =>
  processedInput.commands.join(' ') === command;
