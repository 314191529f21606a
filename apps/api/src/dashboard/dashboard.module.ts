import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { packageRoot } from '@app/settings';
import { join } from 'node:path';
import { DASHBOARD_FOLDER, DashboardMiddleware } from './dashboard.middleware.js';

@Module({
  providers: [
    { provide: DASHBOARD_FOLDER, useValue: join(packageRoot, 'dist', 'apps', 'dashboard') },
  ],
})
export class DashboardModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(DashboardMiddleware).forRoutes('{*path}');
  }
}
