import type { Clock } from '@app/clock';
import { MeasurementRecorder } from '../src/monitors/measurements/measurement-recorder.js';
import type { Measurement } from '../src/monitors/measurements/measurement-store.js';

/** A real recorder over memory, with what was recorded in reach. */
export function recordedMeasurements(clock: Clock) {
  const measurements: Measurement[] = [];
  const store = {
    record: (more: readonly Measurement[]) => {
      measurements.push(...more);
      return Promise.resolve();
    },
    forgetBefore: () => Promise.resolve(),
  };
  return { measurements, recorder: new MeasurementRecorder(store, clock, { keepMs: Infinity }) };
}
