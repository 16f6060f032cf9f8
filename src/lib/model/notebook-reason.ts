/** What is said of notebooks alone, with the shape of its evidence. */
import type { Fault } from './fault.ts';
import type { Duration, Instant } from './instant.ts';

interface NotebookUse {
  /** Namespace and name, as the policy has them: `Team/Notebooks BusyKernels`. */
  readonly metric: string;
  /** The highest value of any five minutes. */
  readonly max: number;
  readonly below: number;
}

interface NotebookIdle extends NotebookUse {
  readonly window: Duration;
}

export interface NotebookReasons {
  'notebook-longest': { readonly since: Instant; readonly longest: Duration };
  'notebook-longest-near': {
    readonly since: Instant;
    readonly longest: Duration;
    readonly stopAt: Instant;
  };
  'notebook-idle': NotebookIdle;
  'notebook-idle-near': NotebookIdle & { readonly stopAt: Instant };
  'notebook-busy': NotebookUse;
  'notebook-unknown': {
    readonly metric: string;
    readonly why: 'refused' | 'few-datapoints' | 'stale' | 'not-asked';
    readonly coveragePercent: number;
    /** What AWS answered, where it refused. */
    readonly fault: Fault | null;
  };
}
