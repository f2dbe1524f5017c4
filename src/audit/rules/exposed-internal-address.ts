/** Finds addresses of the inner network. */
import { payloadFields, payloadOf } from '../payload-fields';
import { both } from '../weight';
import { defineRule } from '../define';

const privateAddress = /(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?![\d.])/;

/** Names that resolve on the inner network only. */
const privateName = /(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,5}(?:internal|local|lan|intranet|corp|localdomain|svc\.cluster\.local)(?![\w.-])/i;

/** F5 BIG-IP writes address and port as little-endian numbers: `1677787402.36895.0000` is 10.1.1.100. Route domains write hexadecimal. */
function bigIpAddress(text: string): string | null {
  const hex = /^rd\d+o0{20}f{4}([0-9a-f]{8})o\d{1,5}$/i.exec(text)?.[1];
  if (hex !== undefined) return hex.match(/../g)?.map((byte) => Number.parseInt(byte, 16)).join('.') ?? null;
  const encoded = /^(\d{8,10})\.\d{1,5}\.0000$/.exec(text)?.[1];
  if (encoded === undefined || Number(encoded) > 0xffffffff) return null;
  const number = Number(encoded);
  return [number & 255, (number >>> 8) & 255, (number >>> 16) & 255, number >>> 24].join('.');
}

function addressIn(text: string): string | null {
  const start = text.slice(0, 2000);
  return bigIpAddress(text) ?? privateAddress.exec(start)?.[0] ?? privateName.exec(start)?.[0] ?? null;
}

export default defineRule({
  meta: {
    id: 'exposed-internal-address',
    title: 'Internal address in a cookie',
    needs: ['cookies'],
    about: 'every',
    fix: [],
    references: ['CWE-200'],
  },

  check({ cookies }) {
    return cookies.flatMap((cookie) => {
      const payload = payloadOf(cookie);
      const texts = payload === null || payload.isEncrypted ? [cookie.decoded.wire.value] : payloadFields(payload.value).map(({ value }) => String(value));
      const address = texts.map(addressIn).find((found) => found !== null);
      return address === undefined ? [] : [{ cookie, ...both('low'), message: `${cookie.name} tells an internal address: ${address}.` }];
    });
  },

  examples: {
    bad: [{ setCookie: ['backend=rd3o00000000000000000000ffff0a010164o8080; Path=/'] }, { setCookie: ['node=web-3.prod.internal; Path=/'] }, { setCookie: ['BIGipServerpool=1677787402.36895.0000; Path=/'] }, { setCookie: ['node=10.0.3.17; Path=/'] }],
    good: [{ setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, { setCookie: ['_ga=GA1.1.1234567890.1700000000; Path=/'] }],
  },
});
