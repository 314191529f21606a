import type { Feature } from '@app/settings';

export const FEATURES = Symbol('Features');

export type Features = readonly Feature[];
