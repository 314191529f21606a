import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { type Measurement, MEASUREMENT_STORE, type MeasurementStore } from './measurement-store.js';
import { type MeasurementSettings, measurementSettings } from './measurement.settings.js';

const TIDY_EVERY_MS = 600_000;

/** Writes measurements down, and forgets old ones. A store that fails costs history, never a check. */
@Injectable()
export class MeasurementRecorder {
  private readonly logger = new Logger(MeasurementRecorder.name);
  private tidiedAt = -Infinity;
  private failing = false;

  constructor(
    @Inject(MEASUREMENT_STORE) private readonly store: MeasurementStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(measurementSettings.token) private readonly settings: MeasurementSettings,
  ) {}

  async record(measurements: readonly Measurement[]): Promise<void> {
    try {
      if (measurements.length > 0) await this.store.record(measurements);
      await this.tidy();
      this.failing = false;
    } catch (error) {
      if (!this.failing)
        this.logger.warn({ msg: 'Measurements cannot be kept', error: String(error) });
      this.failing = true;
    }
  }

  private async tidy(): Promise<void> {
    const now = this.clock.now();
    if (now - this.tidiedAt < TIDY_EVERY_MS) return;
    this.tidiedAt = now;
    await this.store.forgetBefore(now - this.settings.keepMs);
  }
}
