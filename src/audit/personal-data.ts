/** Personal data that can be told by its form: addresses by grammar, numbers by their checksums. */
import type { PayloadField } from './payload-fields';

export type PersonalData = 'an e-mail address' | 'a payment card number' | 'an IBAN' | 'a phone number' | 'a national id' | 'a postal address' | 'health data';

/** The Luhn checksum that payment cards carry. */
export function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits).reverse().reduce((total, digit, i) => {
    const doubled = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** ISO 13616: the first four characters behind the rest, letters as numbers, remainder 1 by 97. */
export function isIban(text: string): boolean {
  const plain = text.replaceAll(' ', '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false;
  const digits = Array.from(plain.slice(4) + plain.slice(0, 4)).map((char) => String(Number.parseInt(char, 36))).join('');
  return Array.from(digits).reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay. */
const issuer = /^(?:4|5[1-5]|2[2-7]|3[47]|6(?:011|4[4-9]|5)|3(?:0[0-5]|[689])|35|62)/;

export function isPaymentCard(text: string): boolean {
  const digits = text.replace(/[ -]/g, '');
  return /^\d{13,19}$/.test(digits) && !/^(\d)\1+$/.test(digits) && issuer.test(digits) && passesLuhn(digits);
}

const byName: readonly [named: RegExp, value: RegExp, kind: PersonalData][] = [
  [/^(?:phone|mobile|tel|telephone|msisdn)(?:_?number)?$/i, /^\+?[\d ()/.-]{7,20}$/, 'a phone number'],
  [/^(?:ssn|national_?id|passport_?(?:no|number)|tax_?id|social_security(?:_number)?)$/i, /\d{4}/, 'a national id'],
  [/^(?:street|street_address|address|address_?line_?1|postal_address)$/i, /[A-Za-z]{3}.*\d|\d.*[A-Za-z]{3}/, 'a postal address'],
  [/^(?:diagnosis|medication|blood_type|disability|allergies)$/i, /[A-Za-z]{2}/, 'health data'],
];

/** Fields whose long numbers are times or keys, never cards. */
const numberNames = /(?:^|_)(?:id|ids|iat|exp|nbf|ts|time|timestamp|at|created|updated|expires)$/i;

/** What a field holds of a person; null for nothing that its form or name tells. */
export function personalDataIn({ name, value }: PayloadField): PersonalData | null {
  if (typeof value === 'boolean') return null;
  const text = String(value).slice(0, 500).trim();
  if (/^[^\s@<>"]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}$/i.test(text)) return 'an e-mail address';
  if (!numberNames.test(name) && isPaymentCard(text)) return 'a payment card number';
  if (isIban(text)) return 'an IBAN';
  if (/^\+[1-9][\d ]{8,17}$/.test(text)) return 'a phone number';
  return byName.find(([named, form]) => named.test(name) && form.test(text))?.[2] ?? null;
}
