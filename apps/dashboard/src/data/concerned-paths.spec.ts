import { describe, expect, it } from '@jest/globals';
import { concerns } from './concerned-paths.js';

const paths = [
  '/api/status',
  '/api/services',
  '/api/heals?limit=10',
  '/api/heals/h1',
  '/api/heals/h2',
  '/api/incidents?status=open',
  '/api/incidents/i1',
  '/api/incidents/i2',
  '/api/alerts',
  '/api/config',
  '/api/series?name=cpu',
];
const concerned = (event: Parameters<typeof concerns>[0]) => paths.filter(concerns(event));

describe('what an event makes stale', () => {
  it('of a heal: its page, its incident, and the lists that show it', () => {
    expect(concerned({ name: 'heal.started', incidentId: 'i1', healId: 'h1' })).toEqual([
      '/api/status',
      '/api/services',
      '/api/heals?limit=10',
      '/api/heals/h1',
      '/api/incidents?status=open',
      '/api/incidents/i1',
    ]);
  });

  it('of an alert: also any heal that is looked at, as its last step', () => {
    expect(concerned({ name: 'alert.raised', incidentId: 'i2' })).toEqual([
      '/api/status',
      '/api/heals/h1',
      '/api/heals/h2',
      '/api/incidents/i2',
      '/api/alerts',
    ]);
  });

  it('of a kind that this page does not know: the status only', () => {
    expect(concerned({ name: 'weather.changed' })).toEqual(['/api/status']);
  });
});
