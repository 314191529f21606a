interface ProblemDetails {
  readonly title?: string;
  readonly detail?: string;
  readonly retryAt?: string;
}

/** What the API said is wrong (RFC 9457), or that it did not answer: then `status` is 0. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly retryAt?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ApiProblem';
  }

  static async of(response: Response): Promise<ApiProblem> {
    const body = (await response.json().catch(() => ({}))) as ProblemDetails;
    const said = [body.title, body.detail].filter((text) => text !== undefined).join('. ');
    return new ApiProblem(
      response.status,
      said === ''
        ? `The API answered ${String(response.status)}.`
        : said.replace(/([.!?])\. /, '$1 '),
      body.retryAt,
    );
  }

  static unreachable(cause: unknown): ApiProblem {
    return new ApiProblem(0, 'The API does not answer. Is it running?', undefined, { cause });
  }
}
