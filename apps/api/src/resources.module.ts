import { type DynamicModule, Module } from '@nestjs/common';
import { AiModule } from '@app/ai';
import { AlertingModule } from '@app/alerting';
import { PATTERN_FILE } from '@app/detection';
import { HealDeskModule } from '@app/healing';
import { patternFile } from '@app/pattern-file';
import { readSettings } from '@app/settings';
import { ActsModule } from './acts/acts.module.js';
import { AlertActsController } from './alerts/alert-acts.controller.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { API_ENVIRONMENT, type ApiEnvironment } from './config/api-environment.js';
import { JobEventsController } from './codex/job-events.controller.js';
import { JobProgress } from './codex/job-progress.js';
import { ConfigActsController } from './config/config-acts.controller.js';
import { ConfigController } from './config/config.controller.js';
import { EffectiveSettings } from './config/effective-settings.js';
import { WatchedPatterns } from './config/watched-patterns.js';
import { EventFeed } from './events/event-feed.js';
import { EventsController } from './events/events.controller.js';
import { FleetActsController } from './fleet/fleet-acts.controller.js';
import { FleetEventsController } from './fleet/fleet-events.controller.js';
import { FleetFeed } from './fleet/fleet-feed.js';
import { FleetHosts } from './fleet/fleet-hosts.js';
import { FleetOrders } from './fleet/fleet-orders.js';
import { FleetRetention } from './fleet/fleet-retention.js';
import { FleetController } from './fleet/fleet.controller.js';
import { HostWatch } from './fleet/host-watch.js';
import { HealActsController } from './heals/heal-acts.controller.js';
import { HealDetails } from './heals/heal-details.js';
import { HealsController } from './heals/heals.controller.js';
import { ManualHeals } from './heals/manual-heals.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { KeysController } from './keys/keys.controller.js';
import { LogTails } from './logs/log-tails.js';
import { LogsController } from './logs/logs.controller.js';
import { LoopsController } from './loops/loops.controller.js';
import { PatternTrialsController } from './patterns/pattern-trials.controller.js';
import { PatternsController } from './patterns/patterns.controller.js';
import { Suggestions } from './patterns/suggestions.js';
import { Automation } from './pauses/automation.js';
import { PausesController } from './pauses/pauses.controller.js';
import { ProbesController } from './probes/probes.controller.js';
import { SecurityModule } from './security/security.module.js';
import { RedactModule } from './redaction/redact.module.js';
import { SeriesController } from './series/series.controller.js';
import { ServiceActsController } from './services/service-acts.controller.js';
import { ServicesController } from './services/services.controller.js';
import { ServicesQuery } from './services/services-query.js';
import { settingsDefinitions } from './settings-definitions.js';
import { SilencesController } from './silences/silences.controller.js';
import { StatusController } from './status/status.controller.js';
import { DirectNews } from './watchdog-watch/direct-news.js';
import { WatchdogWatch } from './watchdog-watch/watchdog-watch.js';
import { StatusQuery } from './status/status-query.js';

/** What people and programs look at: one controller a resource. */
@Module({})
export class ResourcesModule {
  static forRoot(environment: ApiEnvironment): DynamicModule {
    const settings = readSettings(settingsDefinitions, environment.values);
    return {
      module: ResourcesModule,
      imports: [ActsModule, AiModule, AlertingModule, HealDeskModule, RedactModule, SecurityModule],
      controllers: [
        AlertActsController,
        AlertsController,
        ConfigActsController,
        ConfigController,
        EventsController,
        FleetActsController,
        FleetController,
        FleetEventsController,
        HealActsController,
        HealsController,
        IncidentsController,
        JobEventsController,
        KeysController,
        LogsController,
        LoopsController,
        PatternTrialsController,
        PatternsController,
        PausesController,
        ProbesController,
        SeriesController,
        ServiceActsController,
        ServicesController,
        SilencesController,
        StatusController,
      ],
      providers: [
        { provide: API_ENVIRONMENT, useValue: environment },
        { provide: PATTERN_FILE, useValue: patternFile(settings) },
        Automation,
        EffectiveSettings,
        EventFeed,
        FleetFeed,
        FleetHosts,
        FleetOrders,
        FleetRetention,
        HealDetails,
        HostWatch,
        JobProgress,
        LogTails,
        ManualHeals,
        ServicesQuery,
        StatusQuery,
        Suggestions,
        DirectNews,
        WatchdogWatch,
        WatchedPatterns,
      ],
    };
  }
}
