/** Secrets that everybody knows: defaults and examples out of documentation and tutorials. A key on this list protects nothing. */

export interface KnownSecret {
  readonly text: string;
  /** Where it is printed. */
  readonly source: string;
}

export const knownSecrets: readonly KnownSecret[] = [
  { text: 'dev', source: 'the Flask tutorial' },
  { text: 'secret', source: 'many framework examples' },
  { text: 'changeme', source: 'many configuration templates' },
  { text: 'change me', source: 'many configuration templates' },
  { text: 'change-me', source: 'many configuration templates' },
  { text: 'keyboard cat', source: 'the README of express-session' },
  { text: 'your-256-bit-secret', source: 'the JWT debugger at jwt.io' },
  { text: 'a-string-secret-at-least-256-bits-long', source: 'the JWT debugger at jwt.io' },
  { text: 'super secret key', source: 'Flask tutorials' },
  { text: 'supersecret', source: 'many tutorials' },
  { text: 'supersecretkey', source: 'many tutorials' },
  { text: 'password', source: 'many tutorials' },
  { text: 'development key', source: 'the Flaskr example of Flask' },
  { text: 'secret key', source: 'many tutorials' },
  { text: 'secretkey', source: 'many tutorials' },
  { text: 'secret-key', source: 'the documentation of itsdangerous' },
  { text: 'your-secret-key', source: 'many tutorials' },
  { text: 'my secret key', source: 'many tutorials' },
  { text: 'mysecret', source: 'many tutorials' },
  { text: 'shhhhh', source: 'the README of jsonwebtoken' },
  { text: 'A0Zr98j/3yX R~XHH!jmN]LWX/,?RT', source: 'the Flask quick start, before 1.0' },
  { text: '_5#y2L"F4Q8z\n\xec]/', source: 'the Flask quick start, 1.0' },
  { text: '192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf', source: 'the Flask quick start, 2.1 and later' },
  { text: '09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7', source: 'the FastAPI tutorial on JWT' },
  { text: 'complex_password_at_least_32_characters_long', source: 'the README of iron-session' },
];

export function knownSecretOf(text: string): KnownSecret | null {
  return knownSecrets.find((known) => known.text === text) ?? null;
}
