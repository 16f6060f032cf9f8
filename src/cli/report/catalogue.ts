/** What `tierkeeper report` says besides the page. */
import type { AwsStatus } from '../../lib/wiring/aws-status.ts';

export type NoStatus = Exclude<AwsStatus, { readonly reached: true }>;

export interface Asked {
  readonly tableName: string;
  readonly profile: string | undefined;
}

export interface ReportWords {
  written(file: string, bytes: number): string;
  unreached(why: NoStatus, asked: Asked): string;
}
