/** Every session format. Generated from the folder by `npm run gen`: do not edit. */
import type { SessionFormat } from './define';
import flask from './flask';
import plugSigned from './plug-signed';
import starlette from './starlette';
import tornadoSignedCookie from './tornado-signed-cookie';
import tornadoXsrf from './tornado-xsrf';

export const formats: readonly SessionFormat[] = [
  flask,
  plugSigned,
  starlette,
  tornadoSignedCookie,
  tornadoXsrf,
];
