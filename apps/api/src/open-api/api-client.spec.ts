import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiError, AutohealApi, followEvents, Transport } from '@app/api-client';
import { clientFiles, type OpenApiDocument } from '@app/api-client/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { TestApi } from '../../testing/test-api.js';
import { ToldPlatform } from '../../testing/told-platform.js';

const GENERATED = join(import.meta.dirname, '../../../../libs/api-client/src/generated');

describe('the generated client', () => {
  const api = new TestApi();
  let transport: Transport;
  let client: AutohealApi;
  beforeAll(async () => {
    await api.start();
    transport = new Transport({ url: api.url });
    client = new AutohealApi(transport);
  });
  afterAll(() => api.dispose());

  it('is up to date; else run: npm run api-client', async () => {
    const { body } = await api.http.get('/api/openapi.json').expect(200);
    const options = await resolveConfig(join(GENERATED, 'schemas.ts'));
    for (const [name, text] of Object.entries(clientFiles(body as unknown as OpenApiDocument))) {
      const expected = await format(text, { ...options, parser: 'typescript' });
      expect(readFileSync(join(GENERATED, name), 'utf8')).toBe(expected);
    }
  });

  it('asks for heals, once for each key, and lists them', async () => {
    const action = { type: 'RESTART_SERVICE', service: 'a b/c' };
    const options = { idempotencyKey: 'one' };
    const heal = await client.requestHeal({ action }, options);
    expect(await client.requestHeal({ action }, options)).toEqual(heal);
    const { items, nextCursor } = await client.listHeals({ service: 'a b/c', limit: 1 });
    expect(items).toEqual([heal]);
    expect(nextCursor).toBeNull();
  });

  it('throws the problem that the API tells', async () => {
    const error = await client.findHeal('no/ne').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      message: 'There is no heal no/ne. GET /api/heals lists the newest.',
      problem: { type: '/problems/heal-not-found', status: 404 },
    });
  });

  it('reads texts, too', async () => {
    expect(await client.scrape()).toContain('autoheal_');
  });

  it('follows events and goes on where it stopped', async () => {
    const platform = new ToldPlatform(api);
    const incidentId = await platform.detect();
    const story = await client.findIncident(incidentId);
    const [detected] = story.story;
    for await (const event of followEvents(transport, (detected?.sequence ?? 1) - 1)) {
      expect(event).toMatchObject({ id: detected?.id, incidentId, name: 'detection.raised' });
      break;
    }
  });
});
