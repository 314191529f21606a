import type { RouteFinder } from './route-finder.js';
import { segmentsOf } from './route-pattern.js';

const APP = /^(?:.*\/)?app\/(?:(.*)\/)?(?:page|route)\.[jt]sx?$/;
const PAGES = /^(?:.*\/)?pages\/(.*?)(?:\/?index)?\.[jt]sx?$/;
/** Groups, slots and private folders are no part of the address. */
const UNSEEN = /^(?:\(.*\)|@.*)$/;
const SPECIAL = /^(?:_app|_document|_error|404|500)$/;

/** The folders of Next.js: `app/cart/[id]/page.tsx`, `app/api/cart/route.ts`, `pages/cart.tsx`. */
export const nextFinder: RouteFinder = {
  framework: 'next',
  routesIn({ path }) {
    const inApp = APP.exec(path);
    const inPages = inApp ? null : PAGES.exec(path);
    const address = inApp ? (inApp[1] ?? '') : inPages?.[1];
    if (address === undefined) return [];
    const segments = segmentsOf(address).filter((segment) => !UNSEEN.test(segment));
    if (segments.some((segment) => segment.startsWith('_') || SPECIAL.test(segment))) return [];
    return [{ method: 'all', segments }];
  },
};
