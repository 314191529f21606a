import { type DynamicModule, Module } from '@nestjs/common';
import { REDACTOR } from './redactor.js';
import { SecretRedactor } from './secret-redactor.js';

@Module({})
export class RedactionModule {
  /** @param knownSecrets secret values of this process, which no rule could recognise */
  static forRoot(knownSecrets: readonly string[]): DynamicModule {
    return {
      module: RedactionModule,
      global: true,
      providers: [{ provide: REDACTOR, useValue: new SecretRedactor(knownSecrets) }],
      exports: [REDACTOR],
    };
  }
}
