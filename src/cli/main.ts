#!/usr/bin/env node
/** `tierkeeper <command>`: the one place that meets the process. */
import { enableCompileCache } from 'node:module';

// Before all else is loaded: from the second start on, Node compiles nothing anew.
enableCompileCache();
const { runCommandLine } = await import('./run.ts');
const { terminalOn } = await import('./terminal.ts');

/** `tierkeeper demo | head`: who stops reading has seen enough. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** A connection that nobody waits for any more must not keep the shell waiting either. */
const LINGER_MS = 250;

process.exitCode = await runCommandLine(process.argv.slice(2), terminalOn(process));
process.stdout.write('', () => setTimeout(() => process.exit(), LINGER_MS).unref());
