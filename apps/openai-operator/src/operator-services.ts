import { aiSettings, type AiSettings, OpenAiModelClient } from '@app/ai';
import {
  budgetSettings,
  type BudgetSettings,
  deliverySettings,
  type DeliverySettings,
  fixWatchSettings,
  type FixWatchSettings,
  operatorSettings,
  type OperatorSettings,
} from '@app/openai-operator';
import { guardOutbound, outboundSettings, type OutboundSettings } from '@app/outbound';
import { keepSecretsFromCrashes, SecretRedactor } from '@app/redaction';
import {
  type Environment,
  loadEnvironment,
  platformSettings,
  type PlatformSettings,
  readSettings,
  secretValues,
} from '@app/settings';

const definitions = [
  platformSettings,
  outboundSettings,
  aiSettings,
  operatorSettings,
  budgetSettings,
  deliverySettings,
  fixWatchSettings,
];

/** What a run needs beside its pipeline, from the environment and the `.env` files of a folder. */
export function operatorServices(folder: string) {
  const environment: Environment = loadEnvironment(folder);
  const settings = readSettings(definitions, environment);
  guardOutbound((settings.get(outboundSettings.token) as OutboundSettings).policy);
  const ai = settings.get(aiSettings.token) as AiSettings;
  const secrets = secretValues(definitions, environment);
  keepSecretsFromCrashes(secrets);
  const redactor = new SecretRedactor(secrets);
  return {
    environment,
    redactor,
    platform: settings.get(platformSettings.token) as PlatformSettings,
    operator: settings.get(operatorSettings.token) as OperatorSettings,
    budget: settings.get(budgetSettings.token) as BudgetSettings,
    fixWatch: settings.get(fixWatchSettings.token) as FixWatchSettings,
    delivery: settings.get(deliverySettings.token) as DeliverySettings,
    ai,
    model: new OpenAiModelClient(ai, redactor),
  };
}

export type OperatorServices = ReturnType<typeof operatorServices>;
