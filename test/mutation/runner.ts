/**
 * Stryker's test runner for the suites of decisions and schedules. They are pure and small, so they
 * run in Stryker's own worker: of each mutant the cases that reach it, up to the first that fails.
 */
import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import { hookModules, mutatedFiles, startAnew } from './module-hooks.ts';
import { forget, keepingTrack } from './module-memory.ts';
import { type Case, declaredCases, expect } from './suite.ts';

const SUITES = ['test/decide/**/*.test.ts', 'test/schedule/**/*.test.ts'];
/** One needs hooks; the other says every case in two languages, which takes as long as the rest. */
const LEFT_OUT = ['test/schedule/dialects/commands.test.ts', 'test/decide/every-case.test.ts'];

/** What Stryker's instrumentation reads and writes. */
const stryker: InstrumenterContext = {};

interface FiledCase extends Case {
  readonly id: string;
  readonly fileName: string;
}

class InProcessRunner implements TestRunner {
  readonly #spentMs = new Map<string, number>();
  #killers: readonly string[] = [];
  #cases: ReadonlyMap<string, FiledCase> | null = null;

  capabilities() {
    return { reloadEnvironment: true };
  }

  init(): Promise<void> {
    Object.assign(globalThis, { [INSTRUMENTER_CONSTANTS.NAMESPACE]: stryker });
    fc.configureGlobal({ seed: 20_261_122, endOnFailure: true });
    hookModules(process.cwd());
    return Promise.resolve();
  }

  async dryRun(): Promise<DryRunResult> {
    const tests: TestResult[] = [];
    for (const one of (await this.#load()).values()) {
      stryker.currentTestId = one.id;
      tests.push(await resultOf(one));
    }
    delete stryker.currentTestId;
    const { mutantCoverage = { static: {}, perTest: {} } } = stryker;
    // What a case reaches as well needs no modules loaded anew.
    for (const id of Object.values(mutantCoverage.perTest).flatMap(Object.keys)) {
      delete mutantCoverage.static[id];
    }
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, mutantActivation, hitLimit, reloadEnvironment, testFilter } = options;
    Object.assign(stryker, { hitCount: 0, hitLimit, activeMutant: undefined });
    if (mutantActivation === 'static') stryker.activeMutant = activeMutant.id;
    if (reloadEnvironment) this.#cases = null;
    const cases = await this.#load();
    stryker.activeMutant = activeMutant.id;
    const tests: TestResult[] = [];
    for (const id of this.#inOrder(new Set(testFilter ?? cases.keys()))) {
      const one = cases.get(id);
      if (one === undefined) throw new Error(`no case is called ${id}`);
      const result = await resultOf(one);
      this.#spentMs.set(id, result.timeSpentMs);
      tests.push(result);
      if (result.status === TestStatus.Failed) {
        this.#killers = [id, ...this.#killers.filter((other) => other !== id)].slice(0, 100);
        break;
      }
    }
    const endless = determineHitLimitReached(stryker.hitCount, hitLimit);
    return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests });
  }

  /** What killed the neighbours comes first, then the quick before the slow. */
  #inOrder(ids: ReadonlySet<string>): ReadonlySet<string> {
    const known = this.#killers.filter((id) => ids.has(id));
    const ms = (id: string): number => this.#spentMs.get(id) ?? 0;
    return new Set([...known, ...[...ids].sort((one, other) => ms(one) - ms(other))]);
  }

  async #load(): Promise<ReadonlyMap<string, FiledCase>> {
    this.#cases ??= await keepingTrack(loadSuites);
    return this.#cases;
  }
}

async function loadSuites(): Promise<ReadonlyMap<string, FiledCase>> {
  startAnew();
  // Some commands import a module while a case runs: its constants would count as reached by it.
  for (const file of mutatedFiles()) await importFile(file);
  const cases = new Map<string, FiledCase>();
  for (const file of globSync(SUITES, { exclude: LEFT_OUT }).sort()) {
    const fileName = path.resolve(file);
    await importFile(file);
    for (const one of declaredCases()) {
      const id = `${file} > ${one.title}`;
      cases.set(cases.has(id) ? `${id} (${cases.size})` : id, { ...one, id, fileName });
    }
  }
  return cases;
}

const importFile = (file: string): Promise<unknown> =>
  import(pathToFileURL(path.resolve(file)).href);

async function resultOf(one: FiledCase): Promise<TestResult> {
  const { id, title: name, fileName } = one;
  const since = performance.now();
  const failureMessage = await failureOf(one);
  const of = { id, name, fileName, timeSpentMs: performance.now() - since };
  return failureMessage === null
    ? { ...of, status: TestStatus.Success }
    : { ...of, status: TestStatus.Failed, failureMessage };
}

async function failureOf({ run }: Case): Promise<string | null> {
  forget();
  expect.setState({ assertionCalls: 0 });
  try {
    await run();
  } catch (error) {
    return String(error);
  }
  return expect.getState().assertionCalls === 0 ? 'It asserts nothing.' : null;
}

const inProcess = Object.assign(() => new InProcessRunner(), { inject: [] as const });

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'in-process', inProcess),
];
