import { SetMetadata } from '@nestjs/common';

export const PUBLIC = Symbol('Public');

/** Needs no API key. */
export const Public = () => SetMetadata(PUBLIC, true);
