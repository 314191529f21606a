import type { NestExpressApplication } from '@nestjs/platform-express';
import type { ApiSettings } from './api.settings.js';
import { StartFailure } from './start-failure.js';

/**
 * @returns the address that the API now answers at
 * @throws StartFailure when it cannot listen there
 */
export async function listen(app: NestExpressApplication, settings: ApiSettings): Promise<string> {
  try {
    await app.listen(settings.port, settings.host);
  } catch (error) {
    throw new StartFailure(explain(error as NodeJS.ErrnoException, settings), error);
  }
  const { port } = app.getHttpServer().address() as { readonly port: number };
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return `http://${host}:${String(port)}`;
}

function explain({ code, message }: NodeJS.ErrnoException, { host, port }: ApiSettings): string {
  const place = `${host}, port ${String(port)}`;
  switch (code) {
    case 'EADDRINUSE':
      return `The API cannot listen on ${place}: another program does, perhaps another API. Stop it, or set API_PORT to a free port.`;
    case 'EACCES':
      return `The API may not listen on ${place}. Set API_PORT to a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `The API cannot listen on ${place}: this machine has no such address. Correct API_HOST.`;
    default:
      return `The API cannot listen on ${place}: ${message}.`;
  }
}
