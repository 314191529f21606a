export const HEAL_ARCHIVE = Symbol('HealArchive');

/** Incidents that are over, with their heals and alerts. */
export interface HealArchive {
  /**
   * Forgets incidents that were resolved before a moment (ISO 8601, UTC), a bounded number at once. What is
   * still under way for one of them, a heal or a delivery, keeps it.
   *
   * @returns how many are gone; 0 when there is nothing more to forget
   */
  forgetBefore(moment: string): Promise<number>;
}
