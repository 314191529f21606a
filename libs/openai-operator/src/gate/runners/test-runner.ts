import type { TestCommand } from '../test-command.js';
import type { TestCase } from '../test-report.js';

/** How a run is asked to name its tests. */
export interface ReportingRun {
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A test runner that names its tests one by one: one file and one line in the registry. */
export interface TestRunner {
  readonly id: string;
  recognises(command: TestCommand): boolean;
  /** @param folder of the report, outside the project; the runner may write what it needs there */
  prepare(command: TestCommand, folder: string): ReportingRun;
  /**
   * @param folder as above
   * @returns undefined when there is no report, or none that can be read
   */
  read(folder: string): readonly TestCase[] | undefined;
}
