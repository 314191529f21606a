const JAVASCRIPT = ['.js', '.cjs', '.mjs', '.jsx'];
const TYPESCRIPT = ['.ts', '.cts', '.mts', '.tsx'];

export const TYPESCRIPT_EXTENSIONS: ReadonlySet<string> = new Set(TYPESCRIPT);
export const CODE_EXTENSIONS: ReadonlySet<string> = new Set([...JAVASCRIPT, ...TYPESCRIPT]);
