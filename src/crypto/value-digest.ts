/** What stands for a value wherever the value itself must not be shown, kept or exported. */
import { hex, utf8 } from '../codec/bytes';
import { hash } from './hash';

/** `sha256:` and hexadecimal of the UTF-8 text: tells two values apart and gives neither away. */
export function valueDigest(value: string): string {
  return `sha256:${hex(hash('sha256', utf8(value)))}`;
}
