/** One process as PM2 lists it; a service in several instances is several of them with one name. */
export interface Pm2Process {
  readonly id: number;
  readonly name: string;
  /** 0 while it does not run. */
  readonly pid: number;
  /** PM2's own word: online, launching, stopping, stopped, errored, waiting restart, one-launch-status. */
  readonly status: string;
  /** The folder it was started in. */
  readonly cwd: string;
  /** In cluster mode: old and new processes may run side by side. */
  readonly cluster: boolean;
  /** How often it was restarted, by whomever. */
  readonly restarts: number;
  /** Changes when somebody starts it, not when PM2 restarts it by itself; milliseconds since the epoch. */
  readonly createdAt: number;
  /** Absolute paths of its logs, for output and errors; none where PM2 was told to keep none. */
  readonly logs: readonly string[];
}
