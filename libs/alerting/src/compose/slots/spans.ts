/** "14 s", and never "0 s". */
export function seconds(ms: number): string {
  return `${String(Math.max(1, Math.round(ms / 1_000)))} s`;
}

/** "90 s", and from two minutes on "10 min". */
export function minutes(windowSeconds: number): string {
  return windowSeconds < 120
    ? `${String(windowSeconds)} s`
    : `${String(Math.round(windowSeconds / 60))} min`;
}
