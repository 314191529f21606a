import { isBuiltin } from 'node:module';

/** Nest's own configuration, with the modules that Node has only under `node:` (node:sqlite) left to Node. */
export default (options) => ({
  ...options,
  externals: [
    ({ request }, callback) =>
      request?.startsWith('node:') && isBuiltin(request)
        ? callback(null, `module ${request}`)
        : callback(),
    ...options.externals,
  ],
});
