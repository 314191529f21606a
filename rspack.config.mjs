import { isBuiltin } from 'node:module';

/**
 * Nest's own configuration, but: modules that Node has only under `node:` (node:sqlite) are left to
 * Node, and four packages of hundreds of small files are built in, only what is used of them: less to
 * find, read and keep at every start (bench/footprint.mjs: 12 MB and a fifth of a second).
 */
const builtIn = /^(execa|kysely|yaml|zod)(\/|$)/;

export default (options) => ({
  ...options,
  externals: [
    ({ request }, callback) =>
      request?.startsWith('node:') && isBuiltin(request)
        ? callback(null, `module ${request}`)
        : callback(),
    ...options.externals.map(
      (external) => (context, callback) =>
        builtIn.test(context.request) ? callback() : external(context, callback),
    ),
  ],
  module: {
    ...options.module,
    rules: [
      ...options.module.rules,
      // What an app doesn't use of a lib is left out of it, although the lib's index names it.
      { test: /\/libs\/.+\.ts$/, sideEffects: false },
    ],
  },
  optimization: {
    ...options.optimization,
    concatenateModules: true,
    innerGraph: true,
    providedExports: true,
    sideEffects: true,
    usedExports: true,
  },
});
