/** What `systemctl show` tells of a unit. */
export interface Unit {
  /** loaded, not-found, masked, error, bad-setting. */
  readonly load: string;
  /** active, reloading, inactive, failed, activating, deactivating. */
  readonly active: string;
  readonly sub: string;
  /** 0 while it does not run. */
  readonly pid: number;
  /** Another one at each start; empty while it has never started. */
  readonly invocation: string;
}

/** Reads the lines `Name=value` of `systemctl show`. */
export function parseUnit(text: string): Unit {
  const properties = new Map(
    text.split('\n').map((line) => {
      const [name = '', ...value] = line.split('=');
      return [name, value.join('=').trim()];
    }),
  );
  const get = (name: string): string => properties.get(name) ?? '';
  return {
    load: get('LoadState'),
    active: get('ActiveState'),
    sub: get('SubState'),
    pid: Number(get('MainPID')) || 0,
    invocation: get('InvocationID'),
  };
}

/** systemd tells each service its invocation by a variable, which children inherit. */
export function isOwnUnit(
  { invocation }: Unit,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  return invocation !== '' && environment['INVOCATION_ID'] === invocation;
}
