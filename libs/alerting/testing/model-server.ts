export { ModelServer } from '@app/ai/testing';
