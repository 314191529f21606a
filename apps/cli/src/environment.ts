export type { Environment } from '@app/settings';

export const ENVIRONMENT = Symbol('Environment');
