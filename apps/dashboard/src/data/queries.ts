import { request } from '../api/request.js';
import { QueryCache } from './query-cache.js';

/** The one cache of the page. */
export const queries = new QueryCache((path) => request(path));
