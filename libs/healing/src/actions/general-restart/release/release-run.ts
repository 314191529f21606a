import type { HealContext } from '../../heal-action.js';
import type { ReleaseLayout } from './release-layout.js';
import type { ReleaseOptions } from './release.schema.js';

const MAX_OUTPUT_CHARS = 16_384;

class Transcript {
  text = '';

  add(output: string): void {
    this.text = (this.text + output).slice(-MAX_OUTPUT_CHARS);
  }
}

/** What all steps of one run share. */
export class ReleaseRun {
  constructor(
    readonly options: ReleaseOptions,
    readonly layout: ReleaseLayout,
    readonly context: HealContext,
    private readonly transcript = new Transcript(),
  ) {}

  /** The end of what the run's programs wrote. */
  get output(): string {
    return this.transcript.text;
  }

  /** The same run with other options. */
  with(options: ReleaseOptions): ReleaseRun {
    return new ReleaseRun(options, this.layout, this.context, this.transcript);
  }

  /** The same run under another signal: what must come to its end also after a cancellation. */
  under(context: HealContext): ReleaseRun {
    return new ReleaseRun(this.options, this.layout, context, this.transcript);
  }

  /** A line for whoever watches. */
  say(line: string): void {
    this.context.onOutput(`${line}\n`);
    this.keep(`${line}\n`);
  }

  keep(output: string): void {
    this.transcript.add(output);
  }
}
