/** The headless inspection: JSON Lines in, JSON Lines out; or a HAR file, for people. */
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import {
  analyse, answerOf, createDecodeCache, createKdf, inspectRequest, markdownReport, messageOf, sarifReport, secretsFromText, textReport, type SecretInput, type SiteReport,
} from '../../src/index';
import { jsonLine, linesOf } from './json-lines';

// Slow derivations are shared by all lines: the same key is derived once.
const kdf = createKdf();

function onCrash(id: string, error: unknown): void {
  console.error(`${id} failed and was left out:`, error);
}

async function write(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

function idIn(given: unknown): unknown {
  return typeof given === 'object' && given !== null && 'id' in given ? given.id : null;
}

function idOf(line: string): unknown {
  try {
    return idIn(JSON.parse(line));
  } catch {
    return null;
  }
}

async function answerLine(line: string): Promise<unknown> {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    return { id: null, error: 'the line is no JSON' };
  }
  const request = inspectRequest(given, Date.now());
  if (!request.ok) return { id: idIn(given), error: request.problem };
  // A cache for each line keeps memory flat over thousands of them.
  const report = await analyse(request.value.input, { kdf, cache: createDecodeCache(), onCrash });
  return answerOf(request.value, report);
}

async function inspectLines(): Promise<void> {
  for await (const line of linesOf(process.stdin)) {
    if (line.trim() === '') continue;
    try {
      await write(jsonLine(await answerLine(line)));
    } catch (error) {
      onCrash('inspect', error);
      await write(jsonLine({ id: idOf(line), error: 'internal error: see standard error' }));
      process.exitCode = 1;
    }
  }
}

interface FileOptions {
  readonly secret: readonly string[];
  readonly env: string | undefined;
  readonly format: string;
}

function secretsOf({ secret, env }: FileOptions): SecretInput[] {
  const texts = [...secret, ...(env === undefined ? [] : [readFileSync(env, 'utf8')])];
  return texts.flatMap((text) => [...secretsFromText(text).secrets]);
}

const writers: Readonly<Record<string, (report: SiteReport) => string>> = {
  text: textReport,
  markdown: markdownReport,
  sarif: (report) => JSON.stringify(sarifReport(report), null, 2),
  json: (report) => JSON.stringify(answerOf({ id: null, wants: { parsed: false, timeline: true } }, report), null, 2),
};

async function inspectFile(file: string, options: FileOptions): Promise<void> {
  const writer = writers[options.format];
  if (writer === undefined) throw new Error(`--format ${options.format}: one of ${Object.keys(writers).join(', ')}`);
  const har: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const request = inspectRequest({ har, secrets: secretsOf(options) }, Date.now());
  if (!request.ok) throw new Error(`${file}: ${request.problem}`);
  await write(writer(await analyse(request.value.input, { kdf, onCrash })));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { secret: { type: 'string', multiple: true, default: [] }, env: { type: 'string' }, format: { type: 'string', default: 'text' } },
});
const [file] = positionals;
try {
  if (file === undefined) await inspectLines();
  else await inspectFile(file, { secret: values.secret, env: values.env, format: values.format });
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 2;
}
