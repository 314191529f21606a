import { Module } from '@nestjs/common';
import { ApiKeys } from './keys/api-keys.js';

/** Needs an API_KEY_STORE and a CLOCK, both global. */
@Module({ providers: [ApiKeys], exports: [ApiKeys] })
export class ApiAccessModule {}
