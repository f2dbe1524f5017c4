/** What the answers to a replay prove, and what they do not. */
import { describe, expect, it } from 'vitest';
import { concludeProof, isPlantable, madeUpLike, type PageAnswer } from '../../src/index';

const base = 'http://localhost:5000';

function page(lines: readonly string[], more: Partial<PageAnswer> = {}): PageAnswer {
  return { status: 200, url: `${base}/profile`, body: lines.join('\n'), ...more };
}

let tokens = 0;
/** Every answer carries a token of its own, as pages with CSRF protection do. */
function withToken(lines: readonly string[]): string[] {
  return [...lines, `<input name=csrf value=${(tokens += 1)}>`];
}

const mine = (): PageAnswer => page(withToken(['<h1>Profile</h1>', 'Hello alice', 'Log out']));
const theirs = (): PageAnswer => page(withToken(['<h1>Log in</h1>', 'Please log in', '<form>']), { url: `${base}/login` });
const shell = (): PageAnswer => page(['<div id=app></div>']);

describe('after a login', () => {
  const controls = { user: [mine(), mine()], nobody: [theirs(), theirs()], madeUp: theirs() };

  it('confirms where the earlier cookies get the logged-in page', () => {
    expect(concludeProof('login', { ...controls, replayed: mine() }).outcome).toBe('confirmed');
  });

  it('refutes where they get the other one', () => {
    expect(concludeProof('login', { ...controls, replayed: theirs() }).outcome).toBe('refuted');
  });

  it('tells pages of one address and status apart by what is stable in them', () => {
    const out = (): PageAnswer => page(withToken(['<h1>Profile</h1>', 'Nobody is logged in']));
    const sameAddress = { user: [mine(), mine()], nobody: [out(), out()], madeUp: out() };
    expect(concludeProof('login', { ...sameAddress, replayed: mine() }).outcome).toBe('confirmed');
    expect(concludeProof('login', { ...sameAddress, replayed: out() }).outcome).toBe('refuted');
  });

  it('settles nothing where the page is the same for everybody', () => {
    const { outcome, text } = concludeProof('login', { user: [shell(), shell()], nobody: [shell(), shell()], madeUp: shell(), replayed: shell() });
    expect(outcome).toBe('inconclusive');
    expect(text).toContain('looks the same');
  });

  it('settles nothing where made-up values are let in as well', () => {
    expect(concludeProof('login', { ...controls, madeUp: mine(), replayed: mine() })).toMatchObject({ outcome: 'inconclusive', text: expect.stringContaining('another defect') });
  });

  it('settles nothing where the answer is like neither', () => {
    expect(concludeProof('login', { ...controls, replayed: page(['down'], { status: 503 }) }).outcome).toBe('inconclusive');
  });
});

describe('after a logout', () => {
  const controls = { user: [], nobody: [theirs(), theirs()], madeUp: theirs() };

  it('confirms where the earlier cookies get what nobody else gets', () => {
    expect(concludeProof('logout', { ...controls, replayed: mine() }).outcome).toBe('confirmed');
  });

  it('refutes where they get what everybody gets', () => {
    expect(concludeProof('logout', { ...controls, replayed: theirs() }).outcome).toBe('refuted');
  });

  it('settles nothing where made-up values make a difference too', () => {
    expect(concludeProof('logout', { ...controls, madeUp: page(['error'], { status: 400 }), replayed: mine() }).outcome).toBe('inconclusive');
  });
});

it('makes values up in the same shape', () => {
  let turn = 0;
  const made = madeUpLike('s%3AabC-9f.Xy_0', (below) => (turn += 7) % below);
  expect(made).toMatch(/^[g-za-f]%3A[a-f]{2}[A-Z]-[0-9][a-f]\.[A-Z][a-z]_[0-9]$/);
  expect(madeUpLike('s%3AabC', () => 0)).not.toBe('s%3AabC');
});

it('knows which cookies cannot be planted', () => {
  expect(['sid', '__Host-sid', '__Secure-sid', 'host'].map((name) => isPlantable(name))).toEqual([true, false, false, true]);
});
