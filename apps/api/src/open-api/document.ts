import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { packageVersion } from '@app/settings';

/** The OpenAPI document, made on first use: most runs of the API never need it. */
export function lazyDocument(app: INestApplication): () => OpenAPIObject {
  let document: OpenAPIObject | undefined;
  return () =>
    (document ??= SwaggerModule.createDocument(app, description(), {
      operationIdFactory: (_controller, method) => method,
    }));
}

function description(): Omit<OpenAPIObject, 'paths'> {
  return new DocumentBuilder()
    .setTitle('Zion Auto-Heal')
    .setDescription(
      'Asks for code fixes and error summaries. Every error is application/problem+json (RFC 9457).',
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
