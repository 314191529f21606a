/** A caller of the API asked for something to be done, or was refused it. */
export interface ApiCalled {
  /** `api:KEY-NAME` or `api:ADDRESS`. */
  readonly who: string;
  /** As in the OpenAPI document, for instance `approveHeal`. */
  readonly operation: string;
  /** Of the path and the body. Not redacted. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** HTTP status of the answer. */
  readonly status: number;
}
