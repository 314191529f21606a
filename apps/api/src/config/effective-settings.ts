import { Inject, Injectable } from '@nestjs/common';
import type { ConfigView } from '@app/read-model';
import { describeVariables } from '@app/settings';
import { type ApiEnvironment, API_ENVIRONMENT } from './api-environment.js';
import { shownDefinitions } from './shown-definitions.js';

const HIDDEN = '(hidden)';

/** Every variable of the platform with its value and where that came from; secrets masked. */
@Injectable()
export class EffectiveSettings {
  constructor(@Inject(API_ENVIRONMENT) private readonly environment: ApiEnvironment) {}

  list(): ConfigView['settings'] {
    const { values, originOf } = this.environment;
    return describeVariables(shownDefinitions, values).map((variable) => {
      const { name, description, secret, isSet, fallback } = variable;
      const shown = secret ? HIDDEN : (values[name] ?? null);
      return {
        variable: name,
        value: isSet ? shown : (fallback ?? null),
        source: isSet ? originOf(name) : 'default',
        description,
      };
    });
  }
}
