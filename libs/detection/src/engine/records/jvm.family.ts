import type { TraceFamily } from './trace-family.js';

const CAUSE = /^(?:Caused by|Suppressed):|^\.\.\. \d+ (?:more|common frames omitted)$/;

/** Java, Kotlin, Scala: frames begin with `at`, as those of JavaScript do. */
export const jvmFamily: TraceFamily = { id: 'jvm', continues: (text) => CAUSE.test(text) };
