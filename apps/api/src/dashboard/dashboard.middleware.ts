import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { type DashboardFile, readDashboardFiles } from './dashboard-files.js';
import { isPagePath } from './page-paths.js';

/** Where the built page lies. */
export const DASHBOARD_FOLDER = Symbol('DashboardFolder');

const PAGE = '/index.html';

/** Everything of the page comes from here, and no script or style is written into it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves the built dashboard. Needs no API key: the page holds no data, it asks the API for them and
 * the API asks for the key. What is not the dashboard's goes on to the routes.
 */
@Injectable()
export class DashboardMiddleware implements NestMiddleware {
  private files: Promise<Map<string, DashboardFile>> | undefined;

  constructor(@Inject(DASHBOARD_FOLDER) private readonly folder: string) {}

  async use(request: Request, response: Response, next: NextFunction): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      next();
      return;
    }
    const files = await (this.files ??= readDashboardFiles(this.folder));
    // Where middleware is mounted, `request.path` is what remains after the mount.
    const [path = '/'] = request.originalUrl.split('?');
    const file =
      files.get(path) ?? (isPagePath(path, request.get('accept')) ? files.get(PAGE) : undefined);
    if (file) send(file, request, response);
    else next();
  }
}

function send(file: DashboardFile, request: Request, response: Response): void {
  response.set({
    'Content-Type': file.type,
    'Content-Security-Policy': POLICY,
    'Cache-Control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: file.etag,
    Vary: 'Accept-Encoding, Accept',
  });
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const encoding = request.acceptsEncodings('br', 'gzip', 'identity') || 'identity';
  if (encoding !== 'identity') response.set('Content-Encoding', encoding);
  response.end(file.bodies[encoding as keyof DashboardFile['bodies']]);
}
