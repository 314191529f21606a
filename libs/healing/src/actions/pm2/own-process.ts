import type { Pm2Process } from '@app/pm2';

/** PM2 tells each process who it is by two variables, which children inherit. */
export function isOwnProcess(
  { id, name }: Pm2Process,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  return environment['pm_id'] === String(id) && environment['name'] === name;
}
