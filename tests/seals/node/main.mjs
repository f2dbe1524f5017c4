/** Answers, a JSON line for each on standard input, what Node's frameworks read in cookies: `{"read": …}` or `{"refused": "why"}`. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTime } from './clock.mjs';
import { readers as http, stopServer } from './http.mjs';
import { readers as tokens } from './tokens.mjs';

const readers = { ...http, ...tokens };
const libraries = ['express', 'express-session', 'cookie-parser', 'cookie-session', 'hono', 'iron-session', 'jsonwebtoken', 'jose', '@auth/core'];

function versionOf(name) {
  return JSON.parse(readFileSync(new URL(`../../../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
}

/** What the framework reads under the first key that it accepts. */
async function answerTo(question) {
  let why = 'nothing was read';
  for (const key of question.secrets) {
    try {
      const read = await readers[question.format](question, key);
      if (read !== null && read !== undefined) return { read };
    } catch (error) {
      why = String(error);
    }
  }
  return { refused: why };
}

console.log(JSON.stringify({ versions: `${process.version} with ${libraries.map((name) => `${name} ${versionOf(name)}`).join(', ')}` }));
for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  setTime(question.nowMs);
  console.log(JSON.stringify(await answerTo(question)));
}
stopServer();
