import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { packageVersion } from '@app/settings';
import { shapeSchemas } from './shape-schemas.js';

/** The OpenAPI document, made on first use: most runs of the API never need it. */
export function lazyDocument(app: INestApplication): () => OpenAPIObject {
  let document: OpenAPIObject | undefined;
  return () =>
    (document ??= withShapes(
      SwaggerModule.createDocument(app, description(), {
        operationIdFactory: (_controller, method) => method,
      }),
    ));
}

/** By name: the order in which modules are loaded must not show. */
function withShapes(document: OpenAPIObject): OpenAPIObject {
  const named = Object.entries({ ...document.components?.schemas, ...shapeSchemas() });
  const schemas = Object.fromEntries(named.sort(([one], [other]) => (one < other ? -1 : 1)));
  return { ...document, components: { ...document.components, schemas } };
}

function description(): Omit<OpenAPIObject, 'paths'> {
  return new DocumentBuilder()
    .setTitle('Zion Auto-Heal')
    .setDescription(
      'What the watchdog sees and does, and how to tell it what to do. Every error is application/problem+json (RFC 9457). Lists are newest first.',
    )
    .setVersion(packageVersion)
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'The value of API_KEY' },
      'bearer',
    )
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key' }, 'apiKey')
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('apiKey')
    .build();
}
