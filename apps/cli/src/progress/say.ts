/** Tells how far the work is: one short phrase that takes the place of the one before. */
export type Say = (detail: string) => void;
