/** What programs ask for. A page under these names would hide a missing route behind a 200. */
const RESERVED = /^\/(?:api|livez|readyz|metrics|docs|problems|assets)(?:\/|$)/;

/** Whether a browser's navigation to this path gets the page, which then shows the view of that path. */
export function isPagePath(path: string, accept: string | undefined): boolean {
  return !RESERVED.test(path) && (accept ?? '').includes('text/html');
}
