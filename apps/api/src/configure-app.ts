import { ValidationPipe } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import helmet from 'helmet';
import { apiSettings, type ApiSettings } from './api.settings.js';
import { HttpMetrics } from './metrics/http-metrics.js';
import { lazyDocument } from './open-api/document.js';
import { methodsOf } from './open-api/methods-of.js';
import { ProblemFilter } from './problem-details/problem.filter.js';
import { validationProblem } from './problem-details/validation-problem.js';
import { hostCheck } from './security/host-check.js';
import { KeyRing } from './security/key-ring.js';

const SLOWEST_REQUEST_MS = 15_000;

/** What every request passes, in the order in which it does. */
export function configureApp(app: NestExpressApplication): void {
  const settings = app.get<ApiSettings>(apiSettings.token);
  const document = lazyDocument(app);

  app.disable('x-powered-by');
  app.use(app.get(HttpMetrics).middleware);
  app.use(helmet(securityHeaders));
  if (settings.key === undefined) app.use(hostCheck(app.get(KeyRing)));
  app.useBodyParser('json', { limit: settings.bodyLimitBytes });
  app.useGlobalPipes(
    new ValidationPipe({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      stopAtFirstError: true,
      exceptionFactory: validationProblem,
    }),
  );
  app.useGlobalFilters(new ProblemFilter(methodsOf(document)));
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Zion Auto-Heal API',
  });
  app.getHttpServer().requestTimeout = SLOWEST_REQUEST_MS;
}

/** The page of the API comes from here and nowhere else. No HTTPS is forced: loopback has none. */
const securityHeaders = {
  strictTransportSecurity: false,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
} as const;
