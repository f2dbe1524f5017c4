/** Finds partitioned cookies that browsers drop. */
import { both } from '../weight';
import { defineRule } from '../define';

export default defineRule({
  meta: {
    id: 'insecure-partitioned',
    title: 'Partitioned without Secure: dropped by the browser',
    needs: ['lines'],
    about: 'line',
    fix: ['secure'],
    references: ['CHIPS (partitioned cookies)'],
  },

  check({ lines }) {
    return lines
      .filter(({ parsed }) => parsed?.partitioned === true && !parsed.secure)
      .map((cookie) => ({ cookie, ...both('high'), message: 'Browsers drop this line: Partitioned needs Secure.' }));
  },

  examples: {
    bad: [{ setCookie: ['embed=1; Path=/; Partitioned'] }],
    good: [{ setCookie: ['embed=1; Path=/; Secure; SameSite=None; Partitioned'] }],
  },
});
