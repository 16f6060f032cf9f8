/** What Lambda does, in a process of its own: load the bundle, call its handler, hand back. */
import { existsSync, readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Handed, Invocation } from './lambda.ts';

type Handler = (event: unknown, context: object) => Promise<unknown>;

function contextOf({ functionName, requestId, timeoutMs, memoryMb }: Invocation): object {
  const began = performance.now();
  return {
    awsRequestId: requestId,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:ap-northeast-2:123456789012:function:${functionName}`,
    memoryLimitInMB: String(memoryMb),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: '2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef',
    getRemainingTimeInMillis: () =>
      Math.max(0, Math.round(timeoutMs - (performance.now() - began))),
  };
}

/** Of this program alone: `maxRSS` would begin with the size of the process that forked it. */
function peakKb(): number {
  const status = existsSync(STATUS) ? readFileSync(STATUS, 'utf8') : '';
  const [, peak] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return peak === undefined ? process.resourceUsage().maxRSS : Number(peak);
}

const STATUS = '/proc/self/status';

const millisecondsOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1_000;

async function hand(invocation: Invocation): Promise<Handed> {
  try {
    // Some sixty cold starts of the same few bundles: all but the first of each skip the compiler.
    if (!invocation.cold) {
      enableCompileCache(path.join(path.dirname(invocation.bundle), 'compiled'));
    }
    const begun = process.cpuUsage();
    const bundle: { handler: Handler } = await import(pathToFileURL(invocation.bundle).href);
    const loadMs = millisecondsOf(process.cpuUsage(begun));
    const loaded = process.cpuUsage();
    const answer = await bundle.handler(invocation.event, contextOf(invocation));
    const workMs = millisecondsOf(process.cpuUsage(loaded));
    const peakMb = peakKb() / 1_024;
    return { ok: true, answer, took: { loadMs, workMs, peakMb } };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? (error.stack ?? '') : String(error) };
  }
}

process.once('message', async (invocation: Invocation) => {
  const handed = await hand(invocation);
  process.send?.(handed, () => process.disconnect());
});
