import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MEASUREMENT_STORE, type MeasurementStore } from '@app/detection';
import { TestApi } from '../../testing/test-api.js';

const BEGIN = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

describe('GET /api/series', () => {
  const api = new TestApi();
  beforeAll(async () => {
    await api.start();
    const store = api.app.get<MeasurementStore>(MEASUREMENT_STORE, { strict: false });
    const at = (minute: number, value: number | null) => ({
      name: 'probe:home',
      at: BEGIN + minute * MINUTE,
      value,
      ok: value !== null,
      message: '',
    });
    await store.record([at(0, 10), at(0.5, 30), at(2, null), at(3, 40), at(4, 1_000)]);
  });
  afterAll(() => api.dispose());
  const series = (query: Readonly<Record<string, string>>) =>
    api.http.get(`/api/series?${new URLSearchParams({ name: 'probe:home', ...query }).toString()}`);

  it('sums up what was measured, with gaps where nothing was', async () => {
    const { body } = await series({
      from: new Date(BEGIN).toISOString(),
      to: String(BEGIN + 4 * MINUTE),
      points: '4',
    }).expect(200);
    expect(body).toEqual({
      name: 'probe:home',
      unit: 'ms',
      points: [
        [BEGIN, 20],
        [BEGIN + MINUTE, null],
        [BEGIN + 2 * MINUTE, null],
        [BEGIN + 3 * MINUTE, 40],
      ],
    });
  });

  it('shows the last hour in 300 points where nobody says otherwise', async () => {
    const { body } = await series({}).expect(200);
    const points = body['points'] as readonly (readonly [number, number | null])[];
    expect(points).toHaveLength(300);
    expect((points[1]?.[0] ?? 0) - (points[0]?.[0] ?? 0)).toBe(12_000);
  });

  it.each([
    [{ name: 'nonsense' }, '#/name'],
    [{ from: 'yesterday' }, '#/from'],
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, '#/from'],
    [{ from: '2020-01-01T00:00:00Z' }, '#/from'],
    [{ points: '0' }, '#/points'],
    [{ points: '100000' }, '#/points'],
  ])('refuses %j', async (query, pointer) => {
    const { body } = await series(query).expect(400);
    expect(body).toMatchObject({ errors: [{ pointer }] });
  });
});
