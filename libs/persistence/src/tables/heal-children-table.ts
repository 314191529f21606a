/** Programs of heals that are under way. */
export interface HealChildrenTable {
  heal_id: string;
  pid: number;
  /** Boot and tick of its start: tells it from a later process of the same number. */
  started_at: string;
}
