import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { EventBus, newId } from '@app/event-bus';
import { alertingSettings, type AlertingSettings } from '../alerting.settings.js';
import { alertChannels } from '../channels/registry.js';
import type { AlertRules } from './alert-rules.schema.js';
import { type AlertRulesResult, defaultAlertRules, parseAlertRules } from './parse-alert-rules.js';

/** The rules in force. The file is read again when it has changed; one with problems changes nothing. */
@Injectable()
export class AlertRulesFile implements OnModuleInit {
  private readonly logger = new Logger(AlertRulesFile.name);
  private rules: AlertRules = defaultAlertRules;
  private text: string | undefined;

  constructor(
    @Inject(alertingSettings.token) private readonly settings: AlertingSettings,
    private readonly bus: EventBus,
  ) {}

  /** @throws when the file is named and cannot be read, or has problems; the message tells all */
  onModuleInit(): void {
    const { rulesPath } = this.settings;
    if (rulesPath === undefined) return;
    this.text = readFileSync(rulesPath, 'utf8');
    const result = this.parse(this.text);
    if (!result.ok) throw new Error(`ALERTS_CONFIG ${rulesPath}:\n${result.problems.join('\n')}`);
    this.rules = result.rules;
  }

  current(): AlertRules {
    const text = this.read();
    if (text !== undefined && text !== this.text) this.reload(text);
    return this.rules;
  }

  private reload(text: string): void {
    this.text = text;
    const result = this.parse(text);
    if (result.ok) this.rules = result.rules;
    else this.reject(result.problems);
  }

  private reject(problems: readonly string[]): void {
    const path = this.settings.rulesPath ?? '';
    this.logger.error({
      msg: 'The changed ALERTS_CONFIG has problems; the last good one stays in force',
      path,
      problems,
    });
    void this.bus
      .publish('config.rejected', { path, problems }, { correlationId: newId() })
      .catch((error: unknown) => {
        this.logger.error({ msg: 'An event cannot be stored', error: String(error) });
      });
  }

  private parse(text: string): AlertRulesResult {
    return parseAlertRules(
      text,
      alertChannels.map(({ id }) => id),
    );
  }

  /** A file that is gone for a moment, while an editor saves it, is no change. */
  private read(): string | undefined {
    try {
      return this.settings.rulesPath === undefined
        ? undefined
        : readFileSync(this.settings.rulesPath, 'utf8');
    } catch {
      return undefined;
    }
  }
}
