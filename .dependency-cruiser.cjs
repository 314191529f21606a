const foundation =
  'contracts|clock|concurrency|database-health|literal-scanner|template-mining|code-repair|log-file|outbound|pm2|process-runner|redaction|settings|event-bus|read-model|source-maps|stack-traces';
const feature =
  'tailing|detection|healing|openai-operator|ai|alerting|api-access|audit|tracing|fleet';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'contracts-import-nothing',
      severity: 'error',
      from: { path: '^libs/contracts/src', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/contracts/src' },
    },
    {
      name: 'features-import-only-foundations',
      comment: 'Feature libs talk by events and ports, never to one another.',
      severity: 'error',
      from: {
        path: `^libs/(${feature})/src/`,
        pathNot: '^libs/alerting/src/stages/summarize\\.stage\\.ts$',
      },
      to: { path: '^libs/', pathNot: [`^libs/(${foundation})/`, '^libs/$1/'] },
    },
    {
      name: 'only-the-summary-stage-asks-the-ai',
      severity: 'error',
      from: { path: '^libs/alerting/src/stages/summarize\\.stage\\.ts$' },
      to: { path: '^libs/', pathNot: [`^libs/(${foundation})/`, '^libs/(alerting|ai)/'] },
    },
    {
      name: 'foundations-import-only-foundations',
      severity: 'error',
      from: { path: `^libs/(${foundation})/` },
      to: { path: `^(apps/|libs/(${feature}|persistence)/)` },
    },
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'across-libs-by-the-entry',
      severity: 'error',
      from: { path: '^(?:libs|apps)/([^/]+)/' },
      to: {
        path: '^libs/([^/]+)/(src|testing)/.+',
        pathNot: ['^libs/$1/', '^libs/[^/]+/(src|testing)/index\\.ts$'],
      },
    },
    {
      name: 'inside-a-lib-not-by-its-own-entry',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/$1/src/index\\.ts$' },
    },
    {
      name: 'only-the-event-bus-knows-the-emitter',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '^libs/event-bus/' },
      to: { path: 'node_modules/(@nestjs/event-emitter|eventemitter2)/' },
    },
    {
      name: 'only-persistence-knows-the-database',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '^libs/(persistence|fleet-store)/' },
      to: { path: '(node_modules/kysely/|^(node:)?sqlite$)' },
    },
    {
      name: 'only-the-fleet-knows-its-bus',
      comment: 'Domain code does not know how events travel.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '^libs/fleet/' },
      to: { path: 'node_modules/@nats-io/' },
    },
    {
      name: 'tests-helpers-stay-in-tests',
      severity: 'error',
      from: { path: '^(libs|apps)/[^/]+/src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '/testing/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '\\.spec\\.ts$',
          'main\\.tsx?$',
          '^apps/dashboard/(vite\\.config|public/)',
        ],
      },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['dist/', '^libs/literal-scanner/assembly/'] },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
