import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';

/**
 * Asks once, over a connection of its own, without following redirects.
 *
 * @returns what is wrong; undefined when the answer is 2xx
 */
export function askHttp(
  url: string,
  limitMs: number,
  stop: AbortSignal,
): Promise<string | undefined> {
  const get = url.startsWith('https:') ? getHttps : getHttp;
  const limit = AbortSignal.timeout(limitMs);
  return new Promise((resolve) => {
    get(url, { agent: false, signal: AbortSignal.any([stop, limit]) }, (response) => {
      const status = response.statusCode ?? 0;
      response.destroy();
      resolve(status >= 200 && status < 300 ? undefined : `${url} answered ${String(status)}`);
    }).on('error', ({ message }) => {
      resolve(
        limit.aborted
          ? `${url} did not answer in ${String(limitMs)} ms`
          : `${url} did not answer (${message})`,
      );
    });
  });
}
