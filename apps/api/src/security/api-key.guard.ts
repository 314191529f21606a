import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { apiSettings, type ApiSettings } from '../api.settings.js';
import { ProblemException } from '../problem-details/problem.exception.js';
import { PUBLIC } from './public.decorator.js';
import { sameKey } from './same-key.js';

/** Asks every caller for the API key, where one is set. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    @Inject(apiSettings.token) private readonly settings: ApiSettings,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { key } = this.settings;
    if (key === undefined || this.isPublic(context)) return true;
    const given = keyOf(context.switchToHttp().getRequest<Request>());
    if (given !== undefined && sameKey(given, key)) return true;
    throw new ProblemException(
      'api-key-required',
      given === undefined
        ? 'Send the API key as "Authorization: Bearer KEY" or as "X-API-Key: KEY".'
        : 'The API key is not right. Send the value of API_KEY.',
      { headers: { 'WWW-Authenticate': 'Bearer realm="autoheal"' } },
    );
  }

  private isPublic(context: ExecutionContext): boolean {
    return (
      this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [
        context.getHandler(),
        context.getClass(),
      ]) === true
    );
  }
}

function keyOf(request: Request): string | undefined {
  const bearer = /^Bearer +(\S+) *$/i.exec(request.get('authorization') ?? '')?.[1];
  return bearer ?? request.get('x-api-key');
}
