import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { allows, type Scope } from '@app/api-access';
import type { Request } from 'express';
import { ProblemException } from '../problem-details/problem.exception.js';
import { type Caller, setCaller } from './caller.js';
import { FailedAttempts } from './failed-attempts.js';
import { KeyRing } from './key-ring.js';
import { NEEDS } from './needs.decorator.js';
import { PUBLIC } from './public.decorator.js';

const HEADERS = { 'WWW-Authenticate': 'Bearer realm="autoheal"' };

/** Asks every caller for an API key with the scope of the route, where there are keys at all. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly keys: KeyRing,
    private readonly failed: FailedAttempts,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.metadata(PUBLIC, context) === true) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const caller = await this.identify(request);
    checkScope(caller, (this.metadata(NEEDS, context) ?? 'read') as Scope);
    setCaller(request, caller);
    return true;
  }

  private async identify(request: Request): Promise<Caller> {
    const address = request.ip ?? 'unknown';
    if (!(await this.keys.isNeeded())) return { name: `api:${address}`, scope: 'admin' };
    const given = keyOf(request);
    if (given === undefined)
      throw refusal('Send the API key as "Authorization: Bearer KEY" or as "X-API-Key: KEY".');
    this.checkAttempts(address);
    const caller = await this.keys.open(given, address);
    if (caller) return caller;
    this.failed.count(address);
    throw refusal('The API key is not right: unknown, expired or revoked.');
  }

  private checkAttempts(address: string): void {
    const seconds = this.failed.secondsToWait(address);
    if (seconds === 0) return;
    throw new ProblemException(
      'too-many-requests',
      'Too many wrong API keys came from this address. Wait for the number of seconds in Retry-After.',
      { headers: { 'Retry-After': String(seconds) } },
    );
  }

  private metadata(key: symbol, context: ExecutionContext): unknown {
    return this.reflector.getAllAndOverride<unknown>(key, [
      context.getHandler(),
      context.getClass(),
    ]);
  }
}

function refusal(detail: string): ProblemException {
  return new ProblemException('api-key-required', detail, { headers: HEADERS });
}

function checkScope({ name, scope }: Caller, needed: Scope): void {
  if (allows(scope, needed)) return;
  throw new ProblemException(
    'scope-missing',
    `This needs a key of the scope ${needed}; ${name} has ${scope}. Make one with: autoheal api-key create NAME --scope ${needed}`,
    { members: { needed } },
  );
}

function keyOf(request: Request): string | undefined {
  const bearer = /^Bearer +(\S+) *$/i.exec(request.get('authorization') ?? '')?.[1];
  return bearer ?? request.get('x-api-key');
}
