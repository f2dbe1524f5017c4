/** Cookie names that examples and frameworks use: tried where a signature binds the name, to tell a cookie that has been moved from a forged one. */
export const usualNames: readonly string[] = [
  'session', 'session-name', 'session-id', 'session_id', 'sessionid', 'sessions', 'mysession', 'my-session', 'sess', 'sid', 'id', 'auth', 'auth-session', 'auth_token', 'user', 'user_id', 'user-session',
  'koa.sess', 'koa:sess', 'express:sess', 'connect.sid', 'cookie-name', 'token', 'identity', 'remember_me', 'mojolicious', '_gothic_session', '_gorilla_csrf', 'gosession',
];
