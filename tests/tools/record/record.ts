/**
 * Records visits to the small applications in `apps/` with a real Chromium, as cases of `tests/golden/rotation-cases`.
 * `npx tsx tests/tools/record/record.ts [id …]`; what the applications need is told in `programs.ts`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import { commandFor } from './programs';
import type { EventNote, Scenario, VerdictNote } from './scenario';
import { scenarios } from './scenarios';
import type { Visit } from './visit';

const here = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('../../golden/rotation-cases/', import.meta.url));
const keptHeaders = new Set(['cookie', 'set-cookie', 'content-type', 'origin', 'referer', 'location', 'authorization', 'accept', 'cache-control', 'vary', 'clear-site-data', 'strict-transport-security']);
const largestBody = 2048;

interface Header {
  readonly name: string;
  readonly value: string;
}

interface Entry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: { readonly method: string; readonly url: string; readonly headers: readonly Header[]; readonly cookies: readonly unknown[]; readonly postData?: unknown };
  readonly response: { readonly status: number; readonly headers: readonly Header[]; readonly cookies: readonly unknown[]; readonly redirectURL: string; readonly content: { readonly mimeType: string; readonly text?: string } };
}

function visitOf(page: Page, base: string): Visit {
  return {
    page,
    async go(path) {
      await page.goto(base + path, { waitUntil: 'load' });
    },
    async post(path, fields) {
      await Promise.all([
        page.waitForNavigation({ waitUntil: 'load' }),
        page.evaluate(
          ({ action, given }) => {
            const form = document.createElement('form');
            form.method = 'post';
            form.action = action;
            for (const [name, value] of Object.entries(given)) {
              const input = document.createElement('input');
              input.name = name;
              input.value = value;
              form.append(input);
            }
            document.body.append(form);
            form.submit();
          },
          { action: path, given: fields },
        ),
      ]);
    },
    call: (method, path, body, headers = {}) =>
      page.evaluate(
        async ({ how, where, sent, extra }) => {
          const init = sent === undefined ? { headers: extra } : { headers: { 'Content-Type': 'application/json', ...extra }, body: JSON.stringify(sent) };
          const answer = await fetch(where, { method: how, ...init });
          return answer.headers.get('content-type')?.includes('json') === true ? ((await answer.json()) as unknown) : null;
        },
        { how: method, where: path, sent: body, extra: headers },
      ),
    async forget(name) {
      await page.context().clearCookies({ name });
    },
  };
}

async function started(scenario: Scenario, port: number): Promise<ChildProcess> {
  const [program, ...given] = commandFor(join(here, 'apps', scenario.app), port);
  // PHP's server logs every request.
  const app = spawn(program, given, { env: { ...process.env, ...scenario.env, PORT: String(port) }, stdio: ['ignore', 'ignore', program === 'php' ? 'ignore' : 'inherit'] });
  for (let attempt = 0; attempt < 900; attempt += 1) {
    try {
      await fetch(`http://localhost:${port}/collect.js`);
      return app;
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  app.kill();
  throw new Error(`${scenario.id}: the application did not start`);
}

function slim(entry: Entry): Entry {
  const { request, response } = entry;
  const { text } = response.content;
  const isKept = text !== undefined && (text.length <= largestBody || /<form/i.test(text));
  return {
    startedDateTime: entry.startedDateTime,
    time: entry.time,
    request: { method: request.method, url: request.url, headers: request.headers.filter(({ name }) => keptHeaders.has(name.toLowerCase())), cookies: request.cookies, ...(request.postData === undefined ? {} : { postData: request.postData }) },
    response: {
      status: response.status,
      headers: response.headers.filter(({ name }) => keptHeaders.has(name.toLowerCase())),
      cookies: response.cookies,
      redirectURL: response.redirectURL,
      content: { mimeType: response.content.mimeType, ...(isKept ? { text } : {}) },
    },
  };
}

/** The place of the nth request with this method and path. */
function placeOf(entries: readonly Entry[], [method, path, nth = 1]: EventNote['request'], id: string): { readonly entry: number; readonly at: string } {
  const found = entries.flatMap((entry, index) => (entry.request.method === method && new URL(entry.request.url).pathname.startsWith(path) ? [index] : []))[nth - 1];
  const at = entries[found ?? -1]?.startedDateTime;
  if (found === undefined || at === undefined) throw new Error(`${id}: no request ${method} ${path} (${nth})`);
  return { entry: found, at };
}

function expectationOf(scenario: Scenario, entries: readonly Entry[]): object {
  const events = (notes: readonly EventNote[]): object[] =>
    notes.map(({ request, detected, why }) => ({ requestUrlPath: request[1], method: request[0], ...placeOf(entries, request, scenario.id), detected, ...(why === undefined ? {} : { why }) }));
  return { logins: events(scenario.logins), logouts: events(scenario.logouts), verdicts: verdictsOf(scenario, scenario.verdicts, entries), noise: scenario.noise ?? [], ...(scenario.optional === undefined ? {} : { optional: scenario.optional }) };
}

function verdictsOf({ id }: Scenario, notes: readonly VerdictNote[], entries: readonly Entry[]): object[] {
  return notes.map(({ event, cookie, verdict, accept, request, why }) => ({ event, cookie, verdict, ...(accept === undefined ? {} : { accept }), ...placeOf(entries, request, id), why }));
}

async function record(scenario: Scenario, browser: Browser, port: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'visit-'));
  const harFile = join(folder, 'visit.har');
  const app = await started(scenario, port);
  try {
    const context = await browser.newContext({ recordHar: { path: harFile, content: 'embed', mode: 'full' } });
    await scenario.steps(visitOf(await context.newPage(), `http://localhost:${port}`));
    await context.close();
    const har = JSON.parse(readFileSync(harFile, 'utf8')) as { log: { entries: Entry[] } };
    const entries = har.log.entries.map(slim).toSorted((a, b) => Date.parse(a.startedDateTime) - Date.parse(b.startedDateTime));
    const { id, framework, version, description, secrets } = scenario;
    const item = {
      id, framework, version, description, secrets,
      har: { log: { version: '1.2', creator: { name: 'Playwright', version: '1' }, entries } },
      expect: expectationOf(scenario, entries),
      ...(scenario.withoutSecrets === undefined ? {} : { withoutSecrets: { verdicts: verdictsOf(scenario, scenario.withoutSecrets, entries) } }),
    };
    writeFileSync(join(target, `${id}.json`), `${JSON.stringify(item, null, 1)}\n`);
    console.log(`${id}: ${entries.length} requests`);
  } finally {
    app.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const wanted = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
let port = 5200;
for (const scenario of scenarios) {
  port += 1;
  if (wanted.length > 0 && !wanted.includes(scenario.id)) continue;
  try {
    await record(scenario, browser, port);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
await browser.close();
