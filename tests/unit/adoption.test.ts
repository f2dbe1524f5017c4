/** What the answers to made-up session ids prove, and what they do not. */
import { describe, expect, it } from 'vitest';
import { canBeMadeUp, concludeAdoption, madeUpLike, type AdoptionStep, type PageAnswer } from '../../src/index';

const madeUp = ['firstfirstfirst1', 'secondsecond2222'];

let clock = 0;
/** Every answer tells the time, as pages do. */
function page(...lines: string[]): PageAnswer {
  return { status: 200, url: 'http://localhost:5000/', body: [...lines, `<i>${(clock += 1)}</i>`].join('\n') };
}

function step(id: AdoptionStep['id'], answer: PageAnswer, more: Partial<AdoptionStep> = {}): AdoptionStep {
  return { id, moment: 'after', held: 'planted', answer, ...more };
}

/** Three times by turns. */
function rounds(first: () => PageAnswer, second: () => PageAnswer): AdoptionStep[] {
  return [1, 2, 3].flatMap(() => [step('first', first()), step('second', second())]);
}

const blank = (): PageAnswer => page('<p>Colour: not set</p>');
const blue = (): PageAnswer => page('<p>Colour: blue</p>');
const before = (): AdoptionStep => step('first', blank(), { moment: 'before' });
const store = (): AdoptionStep => step('first', blue(), { moment: 'store' });

describe('the cookie that is held afterwards', () => {
  it('confirms where the server sends the made-up id back', () => {
    expect(concludeAdoption([step('first', blank(), { held: 'resent' })], madeUp)).toMatchObject({ outcome: 'confirmed', isCertain: true });
  });

  it('refutes where the server puts its own there, or removes it', () => {
    for (const held of ['replaced', 'removed'] as const) expect(concludeAdoption([step('first', blank(), { held })], madeUp).outcome).toBe('refuted');
  });
});

describe('a server that sets no cookie', () => {
  it('has adopted nothing by its silence', () => {
    const { outcome, text } = concludeAdoption(rounds(blank, blank), madeUp);
    expect(outcome).toBe('inconclusive');
    expect(text).toContain('Silence is no adoption');
  });

  it('has where what was stored under one id comes back under it alone', () => {
    const conclusion = concludeAdoption([before(), store(), ...rounds(blue, blank)], madeUp);
    expect(conclusion).toMatchObject({ outcome: 'confirmed', isCertain: true });
    expect(conclusion.evidence).toContain('Only with the first made-up id: Colour: blue');
  });

  it('has not where it comes back under both, or under none', () => {
    expect(concludeAdoption([before(), store(), ...rounds(blue, blue)], madeUp).outcome).toBe('inconclusive');
    expect(concludeAdoption([before(), store(), ...rounds(blank, blank)], madeUp).outcome).toBe('inconclusive');
  });

  it('has not where the page came by the same chance once or twice', () => {
    expect(concludeAdoption([before(), store(), step('first', blue()), step('second', blank()), step('first', blue()), step('second', blank())], madeUp).outcome).toBe('inconclusive');
  });

  it('most likely has where each id has a part of the page of its own', () => {
    const token = (value: string) => (): PageAnswer => page(`<input name=csrf value=${value}>`);
    expect(concludeAdoption(rounds(token('a1'), token('b2')), madeUp)).toMatchObject({ outcome: 'confirmed', isCertain: false });
    expect(concludeAdoption([step('first', token('a1')(), { moment: 'before' }), store(), ...rounds(token('a1'), token('b2'))], madeUp)).toMatchObject({ outcome: 'confirmed', isCertain: false });
  });

  it('has not where it only repeats the id', () => {
    const echo = (id: string | undefined) => (): PageAnswer => page(`Your session is ${id}`);
    expect(concludeAdoption(rounds(echo(madeUp[0]), echo(madeUp[1])), madeUp).outcome).toBe('inconclusive');
  });
});

describe('a made-up id', () => {
  const random = (below: number): number => below - 1;

  it('keeps what servers check before they look an id up', () => {
    expect(madeUpLike('0d7e2c3a-1b2c-4d3e-8f90-a1b2c3d4e5f6', random)).toMatch(/^9f9f9f9f-9f9f-4f9f-8f99-f9f9f9f9f9f9$/);
    expect(madeUpLike('sess_aB3dE5gH7jK9mN1p', random)).toMatch(/^sess_fZ9fZ9zZ9zZ9zZ9z$/);
    // 26 characters of base64 leave four bits of the last one unused.
    expect(madeUpLike('AAAAAAAAAAAAAAAAAAAAAAAAAA', random)).toBe('ZZZZZZZZZZZZZZZZZZZZZZZZZA');
  });

  it('is made only where it is nobody’s', () => {
    expect(['1042', 'a1b2c3d4e5f', 'q1w2e3r4t5y6u7i8o9p0a1s2d3'].map(canBeMadeUp)).toEqual([false, false, true]);
  });
});
