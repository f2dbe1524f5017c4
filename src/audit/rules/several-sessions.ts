/** Finds two session cookies of one name that the browser holds for one host, or two that name the same user. */
import { loginCookies } from '../facts';
import { both } from '../weight';
import { principalIn } from '../../envelope/principal';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'several-sessions',
    title: 'Several sessions of one login',
    needs: ['cookies'],
    about: 'login-payload',
    fix: ['name'],
    references: ['CS Session Management, Using Multiple Cookies'],
  },

  check({ cookies }) {
    const known = loginCookies(cookies).flatMap((cookie) => {
      const { decoded, role } = cookie;
      const user = role !== 'session' || decoded.status === 'unrecognised' || decoded.payload === null ? null : (decoded.format.principal?.(decoded.payload.value) ?? principalIn(decoded.payload.value));
      return user === null ? [] : [{ cookie, user }];
    });
    return known.flatMap(({ cookie, user }, i) => {
      const first = known.slice(0, i).find((other) => other.user === user);
      return first === undefined ? [] : [{ cookie, ...both('info'), message: `${first.cookie.name} and ${cookie.name} are both sessions of the same user: logging out of one leaves the other.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.WQ8rYkbyXjP4KpP0H1lKq2mQ3yo; Path=/', 'admin_session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.WQ8rYkbyXjP4KpP0H1lKq2mQ3yo; Path=/'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.WQ8rYkbyXjP4KpP0H1lKq2mQ3yo; Path=/'] }],
  },
});
