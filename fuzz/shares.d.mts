/** Of how many inputs of a whole run each target gets its share; together 1. */
export const shares: Readonly<Record<string, number>>;
