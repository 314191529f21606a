export const exitCodes = { kept: 0, failed: 1, usage: 2, badPipeline: 3, refused: 4 } as const;
