import type { Provider } from '@nestjs/common';
import { checkDbHealth } from './check-db-health.action.js';
import { codexFixFile } from './codex-fix-file.action.js';
import { CodexApi } from './codex/codex-api.js';
import { generalRestart } from './general-restart.action.js';
import { DefaultRestart } from './general-restart/default-restart.js';
import { releaseProviders } from './general-restart/release/release-providers.js';
import { PlatformServices } from './general-restart/platform-services.js';
import type { HealActionDefinition } from './heal-action.js';
import { HealChildren } from '../children/heal-children.js';
import { HealProcess } from './heal-process.js';
import { Pm2Reloader } from './pm2/pm2-reloader.js';
import { Pm2Restarter } from './pm2/pm2-restarter.js';
import { Pm2 } from './pm2/pm2.js';
import { restartService } from './restart-service.action.js';
import { runCommand } from './run-command.action.js';
import { serviceManagers } from './services/registry.js';
import { KubernetesApi } from './services/kubernetes-api.js';
import { ManagerCommands } from './services/manager-commands.js';
import { ServiceManagers } from './services/service-managers.js';

/** Every heal action: one file and one line here. */
export const healActions: readonly HealActionDefinition[] = [
  checkDbHealth,
  codexFixFile,
  generalRestart,
  restartService,
  runCommand,
];

/** The actions and their helpers. They need a PROCESS_RUNNER, a HEAL_CHILD_STORE, a CLOCK, a REDACTOR and their settings. */
export const HEAL_ACTION_PROVIDERS: readonly Provider[] = [
  HealChildren,
  HealProcess,
  Pm2,
  Pm2Restarter,
  Pm2Reloader,
  KubernetesApi,
  ManagerCommands,
  ServiceManagers,
  ...serviceManagers.map(({ manager }) => manager),
  PlatformServices,
  DefaultRestart,
  CodexApi,
  ...releaseProviders,
  ...healActions.map(({ action }) => action),
];
