/** What the tasks of a pipeline may see of the environment: no key among them. */
export const visibleVariables: readonly string[] = [
  'CODEX_TARGET_FILE_PATH',
  'CODEX_TARGET_ROUTE',
  'CODEX_ERROR_LOG_SNIPPET',
  'CODEX_TEST_COMMAND',
  'CODEX_DEPLOY_COMMAND',
  'PM2_HOME',
];
