import { EventEmitter2 } from '@nestjs/event-emitter';
import { FakeClock } from '@app/clock/testing';
import type { DetectionRaised, HealPlan } from '@app/contracts';
import { EventBus, EventFactory } from '@app/event-bus';
import { MemoryEventStore } from '@app/event-bus/testing';
import type { HealOutcome } from '../src/actions/heal-action.js';
import { done } from '../src/actions/outcome.js';
import { Orphans } from '../src/children/orphans.js';
import { HealDesk } from '../src/desk/heal-desk.js';
import type { ActRunner } from '../src/execution/act-runner.js';
import { HealEnding } from '../src/execution/heal-ending.js';
import { HealPermits, type PermitSource } from '../src/execution/heal-permits.js';
import { HealExecutor } from '../src/execution/heal-executor.js';
import type { Heal } from '../src/heal/heal.js';
import { IncidentCloser } from '../src/incidents/incident-closer.js';
import { IncidentKeeper } from '../src/incidents/incident-keeper.js';
import { LoopGovernor } from '../src/loop-guard/loop-governor.js';
import { PauseDesk } from '../src/pauses/pause-desk.js';
import { HealDecider } from '../src/planning/heal-decider.js';
import { HealHistory } from '../src/planning/heal-history.js';
import { HealPlanner } from '../src/planning/heal-planner.js';
import { SkipReporter } from '../src/planning/skip-reporter.js';
import { HealRecovery } from '../src/recovery/heal-recovery.js';
import { DependencyWatch } from '../src/services/dependency-watch.js';
import type { Dependency } from '../src/services/service-map.js';
import { Verifier } from '../src/verification/verifier.js';
import { detectionOf } from './action-parts.js';
import { Life } from './life.js';
import { MemoryHealChildStore } from './memory-heal-child-store.js';
import {
  MemoryHealStore,
  MemoryIncidentStore,
  MemoryLoopGuardStore,
  MemoryPauseStore,
} from './memory-stores.js';

/**
 * The healing core as the watchdog wires it, over stores in memory, a clock that tests move, and acts
 * that tests script. It can die between any two steps of its stores, and start again over what is left.
 */
export class HealingCore {
  readonly clock = new FakeClock();
  readonly events = new MemoryEventStore();
  readonly heals = new MemoryHealStore(this.events);
  readonly incidents = new MemoryIncidentStore(this.events);
  readonly guards = new MemoryLoopGuardStore();
  readonly pauses = new MemoryPauseStore(this.events);
  readonly probes = new Map<string, 'ok' | 'failed' | 'unknown'>();
  readonly dependencies = new Map<string, readonly Dependency[]>();
  /** What the acts do, newest script first asked. */
  act: (heal: Heal, signal: AbortSignal) => HealOutcome | Promise<HealOutcome> = () => done('done');
  /** Every act that was begun, with when. */
  readonly acts: { readonly heal: Heal; readonly at: number }[] = [];
  readonly children = new MemoryHealChildStore();
  maxConcurrent = 2;
  /** Set it, then `restart`. */
  permits: PermitSource | undefined;
  orphans: 'wait' | 'end' = 'wait';
  private life = new Life();
  private parts = this.wire();

  get keeper(): IncidentKeeper {
    return this.parts.keeper;
  }

  get executor(): HealExecutor {
    return this.parts.executor;
  }

  get desk(): HealDesk {
    return this.parts.desk;
  }

  get pauseDesk(): PauseDesk {
    return this.parts.pauseDesk;
  }

  async start(): Promise<this> {
    this.parts.bus.start();
    await this.parts.recovery.run();
    await this.deliver();
    return this;
  }

  /** Hands on what was stored while nobody listened: by the desk, or before a death. */
  async deliver(): Promise<void> {
    await this.parts.bus.deliverPending();
  }

  /** The process is gone after so many more steps of its stores; what it would do then never happens. */
  dieAfter(steps: number): void {
    this.life.stepsLeft = steps;
  }

  async restart(): Promise<void> {
    this.life.stepsLeft = 0;
    this.life = new Life();
    this.parts = this.wire();
    await this.start();
  }

  /** A detection as the store's commit leaves it: stored, in its incident, then handed on. */
  async detect(plan: Partial<HealPlan> = {}, change: Partial<DetectionRaised> = {}): Promise<void> {
    const at = new Date(this.clock.now()).toISOString();
    const base = detectionOf('Error: boom');
    const fullPlan = { ...base.plan, action: { type: 'RESTART_SERVICE', service: 'api' }, ...plan };
    const detection = { ...base, lastSeenAt: at, ...change, plan: fullPlan };
    const correlationId = this.incidents.detected(detection, at);
    const event = this.parts.factory.create('detection.raised', detection, { correlationId });
    await this.events.append(event);
    this.parts.bus.forward(event);
    await this.clock.advance(0);
  }

  async sweep(): Promise<void> {
    void this.keeper.sweep();
    await this.clock.advance(0);
  }

  statuses(): string[] {
    return [...this.heals.all.values()].map(({ action, status }) => `${action.type} ${status}`);
  }

  skips(): string[] {
    return this.events.named('heal.skipped').map(({ payload }) => payload.reason);
  }

  private wire() {
    const { clock, life } = this;
    const heals = life.of(this.heals);
    const incidents = life.of(this.incidents);
    const guards = life.of(this.guards);
    const pauses = life.of(this.pauses);
    const factory = new EventFactory(clock);
    const bus = new EventBus(new EventEmitter2(), life.of(this.events), factory);
    const governor = new LoopGovernor(guards, clock, () => 0.5, bus);
    const closer = new IncidentCloser(incidents, clock, factory, bus);
    const ending = new HealEnding(heals, incidents, clock, governor, closer, factory, bus);
    const settings = {
      maxConcurrent: this.maxConcurrent,
      outputChars: 4_000,
      approvalMs: 60_000,
      keepMs: 86_400_000,
      orphans: this.orphans,
    };
    const permits = new HealPermits();
    if (this.permits) permits.leaveTo(this.permits);
    const executor = new HealExecutor(
      heals,
      clock,
      settings,
      this.runner(),
      factory,
      bus,
      ending,
      permits,
    );
    const checker = {
      check: (id: string) => Promise.resolve(this.probes.get(id) ?? ('unknown' as const)),
    };
    const verifier = new Verifier(heals, checker, clock, ending, bus);
    const history = new HealHistory(heals);
    const services = {
      dependenciesOf: (target: string) => this.dependencies.get(target) ?? [],
    };
    const watch = new DependencyWatch(services, incidents, checker);
    const platform = { devMode: false } as ConstructorParameters<typeof HealDecider>[2];
    const decider = new HealDecider(pauses, clock, platform, governor, history, watch);
    const skips = new SkipReporter(incidents, governor, bus);
    const planner = new HealPlanner(
      heals,
      clock,
      settings,
      incidents,
      decider,
      history,
      governor,
      skips,
      factory,
      bus,
    );
    const keeper = new IncidentKeeper(
      incidents,
      heals,
      checker,
      clock,
      governor,
      planner,
      closer,
      bus,
    );
    for (const part of [executor, verifier, skips, planner, keeper]) part.onModuleInit();
    const orphans = new Orphans(this.children, heals, clock, settings);
    const recovery = new HealRecovery(heals, executor, verifier, ending, orphans);
    const desk = new HealDesk(heals, guards, clock, factory);
    const pauseDesk = new PauseDesk(pauses, clock, factory);
    return { bus, factory, executor, keeper, recovery, desk, pauseDesk };
  }

  /** An act that was begun is seen even where its process dies on the way. */
  private runner(): ActRunner {
    const run = async (heal: Heal, signal: AbortSignal): Promise<HealOutcome> => {
      this.acts.push({ heal, at: this.clock.now() });
      return this.act(heal, signal);
    };
    return { run };
  }
}
