import type { FleetRepair, KnownRepair, RepairAct } from '@app/fleet';
import type { Selectable } from 'kysely';
import type { FleetRepairActsTable, FleetRepairsTable } from '../fleet-schema.js';

export function toKnownRepair(row: Selectable<FleetRepairsTable>): KnownRepair {
  return {
    id: row.id,
    instance: row.instance,
    status: row.status,
    view: JSON.parse(row.view) as FleetRepair['view'],
    steps: JSON.parse(row.steps) as FleetRepair['steps'],
    toldAt: row.told_at.toISOString(),
    lostAt: row.lost_at?.toISOString() ?? null,
  };
}

export function actOf(row: Selectable<FleetRepairActsTable>): RepairAct {
  return { id: row.id, repairId: row.repair_id, kind: row.kind, who: row.who };
}
