import { rspack } from '@rspack/core';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const programs = ['engine', 'production', 'scanner'];

const folder = `${root}dist/bench`;

/**
 * Bundles our programs as the apps are bundled, so that whole processes are compared with whole processes.
 *
 * @returns a function from the name of a program to its path
 */
export async function buildPrograms() {
  const compiler = rspack({
    context: root,
    mode: 'production',
    target: 'node24',
    entry: Object.fromEntries(programs.map((name) => [name, `./bench/matching/${name}.mjs`])),
    output: { path: folder, filename: '[name].mjs', module: true, chunkFormat: 'module' },
    optimization: { minimize: false },
    externalsType: 'module',
    externals: [/^node:/, /^@nestjs\//, 'reflect-metadata'],
    resolve: {
      extensions: ['.ts', '.js'],
      extensionAlias: { '.js': ['.ts', '.js'] },
      tsConfig: `${root}tsconfig.json`,
    },
    module: {
      rules: [
        {
          test: /\.ts$/,
          loader: 'builtin:swc-loader',
          options: {
            jsc: {
              parser: { syntax: 'typescript', decorators: true },
              transform: { legacyDecorator: true, decoratorMetadata: true },
              target: 'es2023',
            },
          },
        },
      ],
    },
  });
  await new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error ?? stats.hasErrors()) reject(error ?? new Error(stats.toString('errors-only')));
      else compiler.close(resolve);
    });
  });
  return (name) => `${folder}/${name}.mjs`;
}
