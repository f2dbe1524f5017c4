/** Terms made by Elixir 1.14 on OTP 25: read as data, written back to the same bytes, and hostile ones refused. */
import { describe, expect, it } from 'vitest';
import { hex, unhex } from '../../src/codec/bytes';
import { readErlangTerm } from '../../src/codec/erlang-term';
import { writeErlangTerm } from '../../src/codec/erlang-term-writer';
import { parseJsonTree, treeText } from '../../src/codec/json-tree';
import samples from './erlang-terms.json';

function read(text: string) {
  const bytes = unhex(text);
  return bytes === null ? null : readErlangTerm(bytes);
}

/** The document with its shown text changed by `edit`, read again. */
function edited(text: string, edit: (shown: string) => string): string {
  const document = read(text);
  const tree = parseJsonTree(edit(document === null ? '' : treeText(document.root.shown)));
  if (document === null || !tree.ok) throw new Error('no term');
  const written = writeErlangTerm(tree.value, document);
  return written.ok ? treeText(read(hex(written.value))?.root.shown ?? { kind: 'scalar', text: 'unreadable' }) : written.problem;
}

function sample(name: string): string {
  return samples.find((each) => each.name === name)?.hex ?? '';
}

describe('an Erlang term', () => {
  it.each(samples)('$name is shown, and written back as it was', ({ hex: text, shown }) => {
    const document = read(text);
    expect(document === null ? null : treeText(document.root.shown)).toBe(shown);
    if (document === null) return;
    const again = writeErlangTerm(document.root.shown, document);
    expect(again.ok ? hex(again.value) : again.problem).toBe(text);
  });

  it('keeps floats, long integers and atoms beside an edit', () => {
    expect(edited(sample('numbers'), (shown) => shown.replace('"byte":200', '"byte":201'))).toContain('"byte":201,"e":1e+300,"float":1.0,"huge":-123456789012345678901234567890');
    expect(edited(sample('atoms'), (shown) => shown.replace('"ok"', '"error"'))).toContain('":plain":{"$atom":"error"}');
    expect(edited(sample('nesting'), (shown) => shown.replace('"one"', '"uno"'))).toContain('"map":{"1":"uno"');
  });

  it('says what cannot be written', () => {
    expect(edited(sample('atoms'), (shown) => shown.replace('"ok"', JSON.stringify('x'.repeat(256))))).toBe('an atom has at most 255 characters');
  });

  it('refuses functions, lists without end, and counts beyond the data', () => {
    for (const hostile of ['8370', '83710000', '836c00000001', '836cffffffff', '8374ffffffff6a6a', '836b', `83${'6c00000001'.repeat(5000)}`, '8350ffffffff789c0300', '82', '']) expect(read(hostile)).toBeNull();
  });
});
