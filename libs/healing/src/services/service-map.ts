export const SERVICE_MAP = Symbol('ServiceMap');

export interface Dependency {
  /** The service by the name that patterns use as their target. */
  readonly target: string;
  /** Asked whether it works; absent: only an open incident of its own says that it does not. */
  readonly probe?: string;
}

/** What services need to work, as the operator configured it. */
export interface ServiceMap {
  /** All that a service needs, by itself or by way of another; nearest first, each once. Empty: nothing. */
  dependenciesOf(target: string): readonly Dependency[];
}
