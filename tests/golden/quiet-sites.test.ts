/** Where all is well the audit keeps quiet: hardened sessions, and the ordinary cookies of ordinary sites. */
import { describe, expect, it } from 'vitest';
import { reportOn } from '../rules/rule-table';

const secret = 'e1f7c09b5d2a48c6937b0f1ea8d46c52b97f3e60a1c84d7592e6b0d3f8174ac9';
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200';

/** Session lines of hardened applications. */
const hardened: readonly (readonly [framework: string, line: string])[] = [
  ['Flask', `__Host-session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; ${attributes}`],
  ['Django', `__Host-sessionid=4hq0zsw9xwo1ly1oj9z0hgs3q1iy2d5k; ${attributes}`],
  ['Express', `__Host-sid=s%3AZk3J9sL0pQx7Vb2Nn5Tz8aWcYd6Ef4Gh.zs5JVURj3PiytGScdkhtlZq6Tyq9KlungXzR9uhnoI4; ${attributes}`],
  ['PHP', `__Host-sid=q1w2e3r4t5y6u7i8o9p0a1s2d3; ${attributes}`],
];

describe('a hardened session', () => {
  it.each(hardened)('of %s has nothing above information', async (framework, line) => {
    const secrets = framework === 'Flask' ? [{ value: secret }] : [];
    const { findings } = await reportOn({ setCookie: [line], secrets });
    expect(findings.filter(({ severity, production }) => severity !== 'info' || production !== 'info')).toEqual([]);
  });
});

/** Analytics, CSRF, preference, consent and load-balancer cookies as ordinary sites set them. */
const ordinary = [
  '_ga=GA1.1.1234567890.1700000000; Path=/; Max-Age=31536000',
  '_gid=GA1.2.987654321.1767225600; Path=/; Max-Age=86400',
  '_fbp=fb.1.1700000000000.1234567890; Path=/; Max-Age=7776000; SameSite=Lax',
  'csrftoken=pQ8vN2mX7cR4tY6uZ1kL9sD3fG5hJ0wE; Path=/; SameSite=Lax; Max-Age=31449600',
  'XSRF-TOKEN=9f86d081884c7d659a2feaa0c55ad015; Path=/',
  'theme=dark; Path=/; Max-Age=31536000',
  'locale=en-GB; Path=/',
  'CookieConsent={%22necessary%22:true%2C%22statistics%22:false}; Path=/; Max-Age=15552000',
  'AWSALB=Qm9ndXNWYWx1ZUZvclRlc3RpbmdPbmx5MTIzNDU2Nzg5MA; Path=/; Max-Age=604800',
  'features={"newNav":true,"beta":false}; Path=/',
];

describe('an ordinary cookie', () => {
  it.each(ordinary)('%s gives no finding', async (line) => {
    expect((await reportOn({ setCookie: [line] })).findings).toEqual([]);
  });
});
