/** Every session format. Generated from the folder by `npm run gen`: do not edit. */
import type { SessionFormat } from './define';
import flask from './flask';

export const formats: readonly SessionFormat[] = [
  flask,
];
