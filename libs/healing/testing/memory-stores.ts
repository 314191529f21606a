import type { AnyDomainEvent, DetectionRaised, IncidentResolved } from '@app/contracts';
import type { MemoryEventStore } from '@app/event-bus/testing';
import { activeStatuses, type Heal, type HealStatus } from '../src/heal/heal.js';
import type { HealChange, HealQuery, HealStore } from '../src/heal/heal-store.js';
import type { Incident, IncidentStore } from '../src/incidents/incident-store.js';
import type { LoopGuardState } from '../src/loop-guard/loop-guard.js';
import type {
  GuardIdentity,
  LoopGuardStore,
  StoredGuard,
} from '../src/loop-guard/loop-guard-store.js';
import type { Pause, PauseStore } from '../src/pauses/pause-store.js';

export class MemoryHealStore implements HealStore {
  readonly all = new Map<string, Heal>();

  constructor(private readonly events: MemoryEventStore) {}

  create(heal: Heal, event: AnyDomainEvent): Promise<boolean> {
    return now(() => {
      if (this.all.has(heal.id) || this.other(heal, activeStatuses)) return false;
      this.all.set(heal.id, heal);
      void this.events.append(event);
      return true;
    });
  }

  find(id: string): Promise<Heal | undefined> {
    return now(() => this.all.get(id));
  }

  list(query: HealQuery): Promise<readonly Heal[]> {
    const { statuses, target, key, incidentId, actionType, limit } = query;
    return now(() =>
      [...this.all.values()]
        .filter((heal) => statuses === undefined || statuses.includes(heal.status))
        .filter((heal) => target === undefined || heal.target === target)
        .filter((heal) => key === undefined || heal.key === key)
        .filter((heal) => incidentId === undefined || heal.incidentId === incidentId)
        .filter((heal) => actionType === undefined || heal.action.type === actionType)
        .reverse()
        .slice(0, limit),
    );
  }

  transition(
    id: string,
    from: readonly HealStatus[],
    change: HealChange,
    events: readonly AnyDomainEvent[] = [],
  ): Promise<Heal | undefined> {
    return now(() => {
      const heal = this.all.get(id);
      if (!heal || !from.includes(heal.status)) return undefined;
      if (change.status === 'running' && this.other(heal, ['running'])) return undefined;
      const changed = { ...heal, ...change };
      this.all.set(id, changed);
      for (const event of events) void this.events.append(event);
      return changed;
    });
  }

  private other({ id, target }: Heal, statuses: readonly HealStatus[]): boolean {
    return [...this.all.values()].some(
      (heal) => heal.target === target && heal.id !== id && statuses.includes(heal.status),
    );
  }
}

export class MemoryIncidentStore implements IncidentStore {
  readonly all = new Map<string, Incident>();

  constructor(private readonly events: MemoryEventStore) {}

  /** As the store's commit of a chunk does: an incident per key while it is open. */
  detected(detection: DetectionRaised, at: string): string {
    const open = [...this.all.values()].find(
      ({ key, status }) => key === detection.key && status === 'open',
    );
    const id = open?.id ?? `incident-${String(this.all.size + 1)}`;
    const { key, title, plan } = detection;
    const base = { id, key, title, target: plan.target, status: 'open' as const };
    const counts = { heals: 0, suppressed: 0, openedAt: at, ...open };
    const detections = (open?.detections ?? 0) + 1;
    this.all.set(id, { ...base, ...counts, detections, lastSeenAt: at, detection });
    return id;
  }

  find(id: string): Promise<Incident | undefined> {
    return now(() => this.all.get(id));
  }

  open(): Promise<readonly Incident[]> {
    return now(() => [...this.all.values()].filter(({ status }) => status === 'open'));
  }

  countSuppressed(id: string, occurrences: number): Promise<void> {
    return now(() => {
      const incident = this.all.get(id);
      if (incident)
        this.all.set(id, { ...incident, suppressed: incident.suppressed + occurrences });
    });
  }

  setMissed(id: string, at: string | undefined): Promise<void> {
    return now(() => {
      const incident = this.all.get(id);
      if (incident) this.all.set(id, { ...incident, missedAt: at });
    });
  }

  resolve(
    id: string,
    _by: IncidentResolved['by'],
    _at: string,
    event: AnyDomainEvent,
  ): Promise<boolean> {
    return now(() => {
      const incident = this.all.get(id);
      if (incident?.status !== 'open') return false;
      this.all.set(id, { ...incident, status: 'resolved' });
      void this.events.append(event);
      return true;
    });
  }
}

export class MemoryLoopGuardStore implements LoopGuardStore {
  readonly all = new Map<string, StoredGuard>();

  load(identity: GuardIdentity): Promise<LoopGuardState | undefined> {
    return now(() => this.all.get(keyOf(identity))?.state);
  }

  save(identity: GuardIdentity, state: LoopGuardState): Promise<void> {
    return now(() => void this.all.set(keyOf(identity), { ...identity, state }));
  }

  remove(identity: GuardIdentity): Promise<void> {
    return now(() => void this.all.delete(keyOf(identity)));
  }

  list(): Promise<readonly StoredGuard[]> {
    return now(() => [...this.all.values()]);
  }
}

export class MemoryPauseStore implements PauseStore {
  private all: Pause[] = [];

  constructor(private readonly events: MemoryEventStore) {}

  begin(pause: Pause, event: AnyDomainEvent): Promise<void> {
    return now(() => {
      this.all = [...this.all.filter(({ target }) => target !== pause.target), pause];
      void this.events.append(event);
    });
  }

  end(target: string | null, at: string, event: AnyDomainEvent): Promise<boolean> {
    return now(() => {
      const left = this.all.filter((pause) => pause.target !== target || pause.until <= at);
      const ended = left.length < this.all.length;
      this.all = left;
      if (ended) void this.events.append(event);
      return ended;
    });
  }

  at(moment: string): Promise<readonly Pause[]> {
    return now(() => this.all.filter(({ until }) => until > moment));
  }
}

function keyOf({ key, target, actionType }: GuardIdentity): string {
  return JSON.stringify([key, target, actionType]);
}

/** What a database does: all of it at once. */
function now<T>(work: () => T): Promise<T> {
  return Promise.resolve(work());
}
