import { SetMetadata } from '@nestjs/common';
import type { Scope } from '@app/api-access';

export const NEEDS = Symbol('Needs');

/** The scope that a route needs; without it, `read`. */
export const Needs = (scope: Scope) => SetMetadata(NEEDS, scope);
