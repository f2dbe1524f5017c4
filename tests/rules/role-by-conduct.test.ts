/** A name that tells nothing: the cookie comes with the login and goes with the logout, so it is a session. */
import { expect, it } from 'vitest';
import { roleByConduct } from '../../src/decode/role';

const unknown = { role: 'unknown', reason: 'neither its value nor its name tells', isGuess: true } as const;

it('what a login sets and a logout removes is a session', () => {
  expect(roleByConduct(unknown, { isSetAtLogin: true, isRemovedAtLogout: true })).toMatchObject({ role: 'session', isGuess: true });
});

it('one of the two proves nothing, and a role that was chosen or known stays', () => {
  expect(roleByConduct(unknown, { isSetAtLogin: true, isRemovedAtLogout: false })).toBe(unknown);
  const chosen = { ...unknown, isGuess: false };
  expect(roleByConduct(chosen, { isSetAtLogin: true, isRemovedAtLogout: true })).toBe(chosen);
});
