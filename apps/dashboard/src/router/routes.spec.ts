import { describe, expect, it } from '@jest/globals';
import { matchRoute, sectionOf } from './routes.js';

describe('matchRoute', () => {
  it.each([
    ['/', { page: 'overview' }],
    ['/index.html', { page: 'overview' }],
    ['/services', { page: 'services' }],
    ['/services/', { page: 'services' }],
    ['/services/a%2Fb%20c', { page: 'service', id: 'a/b c' }],
    ['/heals/0a1b', { page: 'heal', id: '0a1b' }],
    ['/repairs', { page: 'repairs' }],
    ['/repairs/9', { page: 'repair', id: '9' }],
    ['/alerts/7', { page: 'alert', id: '7' }],
    ['/fleet', { page: 'fleet' }],
    ['/settings/x', { page: 'not-found' }],
    ['/services/%', { page: 'not-found' }],
    ['/heals/1/2', { page: 'not-found' }],
    ['/toString', { page: 'not-found' }],
    ['/toString/x', { page: 'not-found' }],
  ])('%s shows %j', (pathname, route) => {
    expect(matchRoute(pathname)).toEqual(route);
  });
});

it('belongs to the section of its list', () => {
  expect(sectionOf({ page: 'heal', id: '1' })).toBe('heals');
  expect(sectionOf({ page: 'settings' })).toBe('settings');
});
