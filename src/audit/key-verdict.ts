/** One sentence on how much a pasted key can withstand, for the person who pasted it. */
import { Secret, type SecretInput } from '../crypto/keys';
import { knownSecretOf } from './known-secrets';
import { bitsOf, keyDefect, strengthOf, wantedBits } from './secret-strength';

export interface KeyVerdict {
  /** `unjudged`: key pairs and key rings, of which the length of the text tells nothing. */
  readonly weight: 'known' | 'weak' | 'strong' | 'unjudged';
  readonly text: string;
}

export function keyVerdict(input: SecretInput): KeyVerdict {
  const secret = new Secret(input);
  if (input.encoding === 'pem' || input.encoding === 'jwk' || /^\s*</.test(input.value)) return { weight: 'unjudged', text: 'its strength is not judged' };
  const defect = keyDefect(secret);
  const bits = bitsOf(secret);
  if (defect === 'known') return { weight: 'known', text: `public: it is printed in ${knownSecretOf(input.value)?.source ?? 'public documentation'}, so it protects nothing` };
  if (defect === 'placeholder') return { weight: 'weak', text: 'a placeholder: it looks like one that was meant to be replaced' };
  const method = input.encoding === 'utf8' || input.encoding === 'latin1' ? strengthOf(input.value).method : input.encoding;
  return defect === 'weak' ? { weight: 'weak', text: `weak: about ${bits} bits (${method}), ${wantedBits} are wanted` } : { weight: 'strong', text: `at most ${bits} bits (${method}), enough if it was made at random` };
}
