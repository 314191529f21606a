import { Inject, Injectable } from '@nestjs/common';
import { REDACTOR, type Redactor } from '@app/redaction';
import type OpenAI from 'openai';
import { aiSettings, type AiSettings } from '../ai.settings.js';
import type { ModelAnswer, ModelClient, ModelRequest } from './model-client.js';
import { askByChat } from './ask-by-chat.js';
import { askByResponses } from './ask-by-responses.js';
import { isAboutTemperature, isMissingEndpoint, toFailure } from './openai-failure.js';

/**
 * The model behind OpenAI's protocol. This is the one place where text leaves for a model, and all of
 * it is redacted here.
 */
@Injectable()
export class OpenAiModelClient implements ModelClient {
  private client: Promise<OpenAI> | undefined;
  /** Compatible servers often know only the older endpoint; asked once, then remembered. */
  private responsesMissing = false;

  constructor(
    @Inject(aiSettings.token) private readonly settings: AiSettings,
    @Inject(REDACTOR) private readonly redactor: Redactor,
  ) {}

  get configured(): boolean {
    return this.settings.apiKey !== undefined;
  }

  async complete(request: ModelRequest): Promise<ModelAnswer> {
    if (this.settings.apiKey === undefined) {
      return {
        ok: false,
        reason: 'no-key',
        retryable: false,
        message: 'No model is configured. Set OPENAI_API_KEY.',
      };
    }
    const limit = AbortSignal.timeout(this.settings.timeoutMs);
    const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit;
    try {
      const input = await this.redactor.redact(request.input);
      return await this.askAsFreely({ ...request, input, signal });
    } catch (error) {
      return toFailure(error, signal);
    }
  }

  /** Models that reason take no temperature: they are asked again without one. */
  private async askAsFreely(request: ModelRequest): Promise<ModelAnswer> {
    const { temperature, ...plain } = request;
    try {
      return await this.ask(request);
    } catch (error) {
      if (temperature === undefined || !isAboutTemperature(error)) throw error;
      return this.ask(plain);
    }
  }

  private async ask(request: ModelRequest): Promise<ModelAnswer> {
    this.client ??= connect(this.settings);
    const client = await this.client;
    const model = request.model ?? this.settings.model;
    if (this.responsesMissing) return askByChat(client, model, request);
    try {
      return await askByResponses(client, model, request);
    } catch (error) {
      if (!isMissingEndpoint(error)) throw error;
      const answer = await askByChat(client, model, request);
      this.responsesMissing = true;
      return answer;
    }
  }
}

/** Loaded on first use: an idle process should not carry the client. */
async function connect({ apiKey, baseUrl, timeoutMs, maxRetries }: AiSettings): Promise<OpenAI> {
  const { OpenAI: Client } = await import('openai');
  return new Client({
    apiKey: apiKey ?? '',
    baseURL: baseUrl ?? null,
    // One attempt may use up all of the time that our own signal leaves for all attempts.
    timeout: timeoutMs,
    maxRetries,
    logLevel: 'off',
  });
}
