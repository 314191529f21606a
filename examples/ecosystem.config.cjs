// PM2: `pm2 start ecosystem.config.cjs && pm2 save`, in the folder with .env and error-patterns.yaml.
// PM2 starts a process that ends anew, not one that hangs: the API tells of that (Slack, Discord), and a
// service behind WATCHDOG_HEARTBEAT_URL does where the whole machine is gone.
const home = process.env.AUTOHEAL_HOME ?? require('node:path').join(__dirname, '..');

const app = (name) => ({
  name: `autoheal-${name}`,
  script: `${home}/dist/apps/${name}/main.js`,
  // The watchdog takes a lock on its data folder: one instance, never cluster mode.
  instances: 1,
  exec_mode: 'fork',
  kill_timeout: 35_000,
  // Exit codes that a restart cannot mend: bad configuration, and a second watchdog.
  stop_exit_codes: [3, 5],
  exp_backoff_restart_delay: 500,
});

module.exports = { apps: [app('watchdog'), app('api')] };
