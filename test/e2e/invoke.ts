/** What Lambda does, in a process of its own: load the bundle, call its handler, hand back. */
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

async function hand(invocation: Invocation): Promise<Handed> {
  try {
    // Some sixty cold starts of the same few bundles: all but the first of each skip the compiler.
    enableCompileCache(path.join(path.dirname(invocation.bundle), 'compiled'));
    const bundle: { handler: Handler } = await import(pathToFileURL(invocation.bundle).href);
    const answer = await bundle.handler(invocation.event, contextOf(invocation));
    return { ok: true, answer };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? (error.stack ?? '') : String(error) };
  }
}

process.once('message', async (invocation: Invocation) => {
  const handed = await hand(invocation);
  process.send?.(handed, () => process.disconnect());
});
