import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ProblemException } from '../problem-details/problem.exception.js';

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/**
 * A POST must carry a JSON object and say so. A web page cannot send that content type to another
 * origin without asking first, and is never allowed: that keeps forged requests out.
 */
@Injectable()
export class JsonBodyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (request.method !== 'POST') return true;
    if (!JSON_TYPE.test(request.get('content-type') ?? '')) {
      throw new ProblemException(
        'unsupported-media-type',
        'Send the body as JSON with "Content-Type: application/json".',
        { headers: { 'Accept-Post': 'application/json' } },
      );
    }
    if (!isObject(request.body)) {
      throw new ProblemException('malformed-request', 'The body must be one JSON object.');
    }
    return true;
  }
}

function isObject(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
