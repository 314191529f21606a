export { clientFiles } from './client-files.js';
export type { OpenApiDocument } from './open-api-document.js';
