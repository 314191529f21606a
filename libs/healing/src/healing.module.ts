import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { HEAL_ACTION_PROVIDERS } from './actions/registry.js';
import { ACT_RUNNER, type ActRunner } from './execution/act-runner.js';
import { ActionRunner } from './execution/action-runner.js';
import { FollowUp } from './execution/follow-up.js';
import { Orphans } from './children/orphans.js';
import { HealEnding } from './execution/heal-ending.js';
import { HealPermits } from './execution/heal-permits.js';
import { HealExecutor } from './execution/heal-executor.js';
import { IncidentCloser } from './incidents/incident-closer.js';
import { IncidentKeeper } from './incidents/incident-keeper.js';
import { LoopGovernor, RANDOM } from './loop-guard/loop-governor.js';
import { HealDecider } from './planning/heal-decider.js';
import { HealHistory } from './planning/heal-history.js';
import { HealPlanner } from './planning/heal-planner.js';
import { SkipReporter } from './planning/skip-reporter.js';
import { HealRetention } from './retention/heal-retention.js';
import { HealRecovery } from './recovery/heal-recovery.js';
import { DependencyWatch } from './services/dependency-watch.js';
import { Verifier } from './verification/verifier.js';

const core: readonly Provider[] = [
  { provide: RANDOM, useValue: Math.random },
  DependencyWatch,
  FollowUp,
  HealDecider,
  HealEnding,
  HealExecutor,
  HealHistory,
  HealPermits,
  HealPlanner,
  IncidentCloser,
  IncidentKeeper,
  LoopGovernor,
  SkipReporter,
  Verifier,
];

/**
 * Detections in, proven heals out. For the watchdog only.
 *
 * Needs HEAL_ARCHIVE, HEAL_STORE, HEAL_CHILD_STORE, LOOP_GUARD_STORE, INCIDENT_STORE, PAUSE_STORE, PROBE_CHECKER, SERVICE_MAP and the
 * foundations, all global.
 */
@Module({
  providers: [
    ...HEAL_ACTION_PROVIDERS,
    { provide: ACT_RUNNER, useClass: ActionRunner },
    ...core,
    HealRecovery,
    HealRetention,
    Orphans,
  ],
  exports: [HealExecutor, HealPermits, HealRecovery, IncidentKeeper, Verifier],
})
export class HealingModule {}

/** The same decisions, but nothing is done: the runner only says how each act would have ended. */
@Module({})
export class RehearsalModule {
  static forRoot(runner: ActRunner): DynamicModule {
    return {
      module: RehearsalModule,
      providers: [{ provide: ACT_RUNNER, useValue: runner }, ...core],
      exports: [HealExecutor, IncidentKeeper],
    };
  }
}
