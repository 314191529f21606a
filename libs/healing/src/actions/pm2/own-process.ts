import type { Pm2Service } from './pm2-service.js';

/** PM2 tells each process who it is by two variables, which children inherit. */
export function isOwnProcess(
  { id, name }: Pm2Service,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  return environment['pm_id'] === String(id) && environment['name'] === name;
}
