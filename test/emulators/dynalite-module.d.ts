declare module 'dynalite' {
  interface DynaliteOptions {
    /** How long a table is CREATING, and DELETING. */
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
  }

  const dynalite: (options?: DynaliteOptions) => import('node:http').Server;
  export = dynalite;
}
