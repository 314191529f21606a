import { Delete, Get, HttpCode, HttpStatus, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation } from '@nestjs/swagger';
import { ApiKeys } from '@app/api-access';
import { keyListShape, type KeyView } from '@app/read-model';
import { Acts } from '../acts/acts.decorator.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { Answers } from '../open-api/shapes.decorators.js';
import { ProblemException } from '../problem-details/problem.exception.js';
import { Resource } from '../redaction/resource.decorator.js';
import { Needs } from '../security/needs.decorator.js';

/** Keys are made on the command line only: no call of the API ever answers with one. */
@Resource('keys')
export class KeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Get()
  @Needs('admin')
  @ApiOperation({ summary: 'The keys of callers, newest first, revoked ones included' })
  @Answers(keyListShape)
  @ProblemResponses()
  async listKeys(): Promise<{ readonly items: readonly KeyView[] }> {
    const keys = await this.keys.list();
    return {
      items: keys.map(({ name, scope, createdAt, createdBy, expiresAt, revokedAt }) => ({
        name,
        scope,
        createdAt,
        createdBy,
        expiresAt,
        revokedAt,
      })),
    };
  }

  @Delete(':name')
  @HttpCode(HttpStatus.NO_CONTENT)
  @Acts('admin')
  @ApiOperation({ summary: 'Revokes a key, at once and for good' })
  @ApiNoContentResponse({ description: 'Revoked' })
  @ProblemResponses('key-not-found')
  async revokeKey(@Param('name') name: string): Promise<void> {
    if (await this.keys.revoke(name)) return;
    throw new ProblemException(
      'key-not-found',
      `There is no key ${name}, or it is revoked already. GET /api/keys lists them.`,
    );
  }
}
