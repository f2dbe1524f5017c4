/** What never stands in an export: a law over every recorded visit and every kind of export. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exported } from '../../extension/panel/analysis/exports';
import { analyse } from '../../src/report/analyse';
import { inspectRequest } from '../../src/report/request';
import { textReport } from '../../src/report/text';
import { isPasswordField } from '../../src/rotation/body-shape';
import type { RotationCase } from '../golden/rotation-case';

interface Entry {
  readonly request: { readonly url: string; readonly headers: readonly { readonly name: string; readonly value: string }[]; readonly postData?: { readonly text: string } };
  readonly response: { readonly headers: readonly { readonly name: string; readonly value: string }[]; readonly content: { readonly text?: string } };
}

const folder = new URL('../golden/rotation-cases/', import.meta.url);
const cases = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as RotationCase);
const kinds = ['markdown', 'json', 'sarif'] as const;

/** Shorter values stand in ordinary text by chance. */
const shortest = 12;

function formPasswords({ request: { postData } }: Entry): string[] {
  const text = postData?.text ?? '';
  const fromForm = [...new URLSearchParams(text)].filter(([name]) => isPasswordField(name)).map(([, value]) => value);
  return [...fromForm, ...[...text.matchAll(/"password"\s*:\s*"([^"]+)"/g)].map((match) => match[1] ?? '')];
}

/** Values of cookies as sent and as set, and their parts between dots: an id without its signature is the session too. */
function cookieValues({ request, response }: Entry): string[] {
  const sent = request.headers.filter(({ name }) => name.toLowerCase() === 'cookie').flatMap(({ value }) => value.split(/;\s*/));
  const set = response.headers.filter(({ name }) => name.toLowerCase() === 'set-cookie').map(({ value }) => value.split(';')[0] ?? '');
  const values = [...sent, ...set].map((pair) => pair.slice(pair.indexOf('=') + 1));
  return values.flatMap((value) => [value, decodeURIComponent(value), ...decodeURIComponent(value).replace(/^s:/, '').split('.')]);
}

/** One-time tokens: in addresses, in answers, in Authorization headers. */
function tokens({ request, response }: Entry): string[] {
  const url = new URL(request.url);
  const fromUrl = [...url.searchParams].filter(([name]) => name === 'code' || /token/.test(name)).map(([, value]) => value);
  const fromPath = url.pathname.split('/').filter((segment) => /^[0-9a-f]{20,}$/.test(segment));
  const fromBody = [...(response.content.text ?? '').matchAll(/"access_token"\s*:\s*"([^"]+)"/g)].map((match) => match[1] ?? '');
  return [...fromUrl, ...fromPath, ...fromBody, ...request.headers.filter(({ name }) => name.toLowerCase() === 'authorization').map(({ value }) => value)];
}

describe.each(cases.map((item) => [item.id, item] as const))('%s', (_id, item) => {
  it('stands in no export with a password, a token, a key or a cookie value', async () => {
    const checked = inspectRequest({ har: item.har, secrets: item.secrets }, 0);
    if (!checked.ok) throw new Error(checked.problem);
    const { input } = checked.value;
    const report = await analyse(input);
    const entries = item.har.log.entries as readonly Entry[];
    const passwords = entries.flatMap(formPasswords).filter((value) => value.length > 6);
    const secrets = [...item.secrets.map(({ value }) => value), ...entries.flatMap(tokens)].filter((value) => value.length >= shortest);
    // Auth.js keeps the application's own address in a cookie.
    const origins = new Set(entries.map(({ request }) => new URL(request.url).origin));
    const masked = new Set([...secrets, ...entries.flatMap(cookieValues).filter((value) => value.length >= shortest && !origins.has(value))]);
    for (const kind of kinds) {
      const open = exported(input, report, kind, { unmasked: true });
      for (const value of [...passwords, ...secrets]) expect(open.includes(value), `${kind} holds ${value}`).toBe(false);
      const closed = exported(input, report, kind, { unmasked: false });
      for (const value of [...passwords, ...masked]) expect(closed.includes(value), `${kind}, masked, holds ${value}`).toBe(false);
    }
    const text = textReport(report);
    for (const value of [...passwords, ...masked]) expect(text.includes(value), `the text holds ${value}`).toBe(false);
  });
});
