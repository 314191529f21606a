const troubles: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'broke the connection off',
  PROTOCOL_CONNECTION_LOST: 'broke the connection off',
  ENOTFOUND: 'is not known by that name',
  EAI_AGAIN: 'is not known by that name',
  EHOSTUNREACH: 'cannot be reached over the network',
  ENETUNREACH: 'cannot be reached over the network',
  ETIMEDOUT: 'does not answer',
};

/** What an error of a connection or a server means, for people. */
export function troubleOf(error: unknown): string {
  const known = codes(error)
    .map((code) => troubles[code])
    .find((words) => words !== undefined);
  if (known !== undefined) return known;
  const [code] = codes(error);
  const { message = String(error) } = members(error);
  return `is not well: "${message}"${code === undefined ? '' : ` (${code})`}`;
}

/** Drivers wrap what the network says. */
function codes(error: unknown): string[] {
  if (error === undefined) return [];
  const { code, errors, cause } = members(error);
  return [...(code === undefined ? [] : [String(code)]), ...codes(errors?.[0] ?? cause)];
}

interface Members {
  readonly message?: string;
  readonly code?: string | number;
  /** Of a failure at several addresses. */
  readonly errors?: readonly unknown[];
  readonly cause?: unknown;
}

function members(error: unknown): Members {
  return Object(error) as Members;
}
