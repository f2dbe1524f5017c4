/** A payload as a tree that opens and closes; claims that mean something are named. */
import { instantInWords, type Value } from '../../../src/index';

const meanings: Readonly<Record<string, string>> = {
  _user_id: 'the user who is logged in', _auth_user_id: 'the user who is logged in', sub: 'subject', iss: 'issuer', aud: 'audience',
  _fresh: 'logged in with a password in this session', _permanent: 'outlives the browser session', csrf_token: 'CSRF token', jti: 'token id',
};
const instants = new Set(['exp', 'iat', 'nbf', 'auth_time']);

function meaningOf(name: string, value: Value): string | null {
  if (instants.has(name) && typeof value === 'number') return instantInWords(value * 1000);
  return meanings[name] ?? null;
}

function Leaf({ value }: { readonly value: null | boolean | number | string }) {
  return <span className={`leaf leaf-${value === null ? 'null' : typeof value}`}>{JSON.stringify(value)}</span>;
}

function Node({ name, value }: { readonly name: string; readonly value: Value }) {
  const meaning = meaningOf(name, value);
  const label = (
    <>
      <span className="node-name">{name}</span>:{' '}
    </>
  );
  if (typeof value !== 'object' || value === null) {
    return (
      <li>
        {label}
        <Leaf value={value} />
        {meaning !== null && <span className="meaning"> {meaning}</span>}
      </li>
    );
  }
  const entries = Object.entries(value);
  return (
    <li>
      <details open={entries.length <= 20}>
        <summary>
          {label}
          <span className="meaning">{Array.isArray(value) ? `list of ${entries.length}` : `${entries.length} ${entries.length === 1 ? 'key' : 'keys'}`}</span>
        </summary>
        <Entries entries={entries} />
      </details>
    </li>
  );
}

function Entries({ entries }: { readonly entries: readonly (readonly [string, Value])[] }) {
  return (
    <ul className="tree">
      {entries.map(([name, value]) => (
        <Node key={name} name={name} value={value} />
      ))}
    </ul>
  );
}

export function PayloadTree({ value }: { readonly value: Value }) {
  if (typeof value !== 'object' || value === null) return <Leaf value={value} />;
  const entries = Object.entries(value);
  return entries.length === 0 ? <p className="quiet">The payload is empty.</p> : <Entries entries={entries} />;
}
