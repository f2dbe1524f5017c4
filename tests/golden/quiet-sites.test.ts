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
  'AWSALBCORS=Qm9ndXNWYWx1ZUZvclRlc3RpbmdPbmx5MTIzNDU2Nzg5MA; Path=/; SameSite=None; Secure; Max-Age=604800',
  '__cf_bm=Zk3J9sL0pQx7Vb2Nn5Tz8aWcYd6Ef4Gh-1767225600-1.0.1.1-abc; Path=/; Max-Age=1800; Domain=example.com; HttpOnly; Secure; SameSite=None',
  'cf_clearance=Zk3J9sL0pQx7Vb2Nn5Tz8aWcYd6Ef4Gh; Path=/; Max-Age=31536000; Domain=example.com; HttpOnly; Secure; SameSite=None; Partitioned',
  'ARRAffinity=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08; Path=/; HttpOnly; Domain=example.com',
  'OptanonConsent=isGpcEnabled=0&datestamp=Thu+Jan+01+2026&version=202401.1.0&consentId=7b1c0a3e-4f2d-4a8e-9c11-2f5b8d7e6a90&groups=C0001%3A1; Path=/; Max-Age=31536000; SameSite=Lax',
  'OptanonAlertBoxClosed=2026-01-01T00:00:00.000Z; Path=/; Max-Age=31536000; SameSite=Lax',
  'cookieyes-consent=consentid:Zk3J9sL0pQx7Vb2Nn5Tz8aWcYd6Ef4Gh,consent:yes,action:yes,necessary:yes; Path=/; Max-Age=31536000',
  'euconsent-v2=CP1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ; Path=/; Max-Age=31536000; SameSite=None; Secure',
  '_hjSessionUser_123456=eyJpZCI6IjdiMWMwYTNlLTRmMmQtNWE4ZS05YzExLTJmNWI4ZDdlNmE5MCIsImNyZWF0ZWQiOjE3NjcyMjU2MDAwMDAsImV4aXN0aW5nIjp0cnVlfQ==; Path=/; Max-Age=31536000; SameSite=None; Secure',
  '_hjSession_123456=eyJpZCI6IjdiMWMwYTNlIiwiYyI6MTc2NzIyNTYwMDAwMCwicyI6MH0=; Path=/; Max-Age=1800; SameSite=None; Secure',
  'AMP_0123456789=JTdCJTIyZGV2aWNlSWQlMjIlM0ElMjI3YjFjMGEzZSUyMiUyQyUyMnVzZXJJZCUyMiUzQSUyMjQyJTIyJTJDJTIyc2Vzc2lvbklkJTIyJTNBMTc2NzIyNTYwMDAwMCU3RA==; Path=/; Max-Age=31536000; SameSite=Lax',
  'ajs_anonymous_id=7b1c0a3e-4f2d-4a8e-9c11-2f5b8d7e6a90; Path=/; Max-Age=31536000; SameSite=Lax',
  'mp_0123456789abcdef_mixpanel=%7B%22distinct_id%22%3A%20%22%24device%3A7b1c0a3e%22%2C%22%24user_id%22%3A%2242%22%7D; Path=/; Max-Age=31536000; SameSite=Lax',
  'ph_phc_abcdefghijkl_posthog=%7B%22distinct_id%22%3A%227b1c0a3e%22%2C%22%24sesid%22%3A%5B1767225600000%5D%7D; Path=/; Max-Age=31536000; SameSite=Lax',
  'intercom-session-abcdefgh=Zk3J9sL0pQx7Vb2Nn5Tz8aWcYd6Ef4Gh--9f86d081884c7d659a2feaa0c55ad015; Path=/; Max-Age=604800; SameSite=Lax',
  '_clck=1abc2de%7C2%7Cfg3%7C0%7C1234; Path=/; Max-Age=31536000',
  '_uetsid=7b1c0a3e4f2d4a8e9c112f5b8d7e6a90; Path=/; Max-Age=86400',
  '_gcl_au=1.1.123456789.1767225600; Path=/; Max-Age=7776000',
  '_pk_id.1.1fff=7b1c0a3e4f2d4a8e.1767225600.; Path=/; Max-Age=33955200; SameSite=Lax',
  'hubspotutk=7b1c0a3e4f2d4a8e9c112f5b8d7e6a90; Path=/; Max-Age=15552000; SameSite=Lax',
  '__hstc=20629287.7b1c0a3e4f2d4a8e9c112f5b8d7e6a90.1767225600000.1767225600000.1767225600000.1; Path=/; Max-Age=15552000; SameSite=Lax',
  '_dd_s=rum=0&expire=1767226500000; Path=/; SameSite=Strict; Max-Age=900',
  'optimizelyEndUserId=oeu1767225600000r0.1234567890; Path=/; Max-Age=15552000; SameSite=Lax',
  'visid_incap_123456=Zk3J9sL0pQx7Vb2Nn5Tz8aWcYd6Ef4Gh; Path=/; HttpOnly; Domain=example.com; Max-Age=31536000',
  'incap_ses_123_456=Zk3J9sL0pQx7Vb2Nn5Tz8aWcYd6Ef4Gh; Path=/; Domain=example.com',
  '_csrf=pQ8vN2mX7cR4tY6uZ1kL9sD3fG5hJ0wE; Path=/',
  '_xsrf=2|5a1b2c3d|0123456789abcdef0123456789abcdef|1767225600; Path=/',
  '__Host-authjs.csrf-token=9f86d081884c7d65%7Ca3bf4f1b2b0b822cd15d6c15b0f00a08; Path=/; HttpOnly; Secure; SameSite=Lax',
  'oauth_state=af0ifjsldkj8Qq1zaf0ifjsl; Path=/; Max-Age=600; HttpOnly; SameSite=Lax',
  'NEXT_LOCALE=en; Path=/; Max-Age=31536000; SameSite=Lax',
  'tz=Europe%2FBerlin; Path=/',
  'sidebar_collapsed=true; Path=/; Max-Age=31536000',
  'cart={"items":[{"id":7,"qty":2}]}; Path=/',
  'ab_variant=B; Path=/; Max-Age=2592000',
  'features={"newNav":true,"beta":false}; Path=/',
];

describe('an ordinary cookie', () => {
  it.each(ordinary)('%s gives no finding', async (line) => {
    expect((await reportOn({ setCookie: [line] })).findings).toEqual([]);
  });
});
