/** Every sample application, as its framework comes and hardened: session decoded and proved, login judged, findings where they belong and nowhere else. */
import { readPanel, type Shown } from '../tools/start/check';
import type { AppConfig, AppName } from './apps/catalogue';
import { launchApp } from './apps/launch';
import { expect, test } from './test';

const verdicts: readonly (readonly [name: AppName, variant: string, config: AppConfig, verdict: string])[] = [
  ['flask', 'cookie', 'default', 'Stateless: no id to rotate'],
  ['flask', 'cookie', 'hardened', 'Stateless: no id to rotate'],
  ['flask-redis', 'regenerates', 'default', 'Rotated'],
  ['flask-redis', 'never-regenerates', 'default', 'Kept: fixation risk'],
  ['flask-redis', 'regenerates', 'hardened', 'Rotated'],
  ['express', 'regenerates', 'default', 'Rotated'],
  ['express', 'never-regenerates', 'default', 'Kept: fixation risk'],
  ['express', 'regenerates', 'hardened', 'Rotated'],
  ['django', 'db', 'default', 'Rotated'],
  ['django', 'signed-cookies', 'default', 'Stateless: no id to rotate'],
  ['django', 'db', 'hardened', 'Rotated'],
  ['cookie-session', 'cookie', 'default', 'Stateless: no id to rotate'],
  ['cookie-session', 'cookie', 'hardened', 'Stateless: no id to rotate'],
  ['iron-session', 'cookie', 'default', 'Stateless: no id to rotate'],
  ['iron-session', 'cookie', 'hardened', 'Stateless: no id to rotate'],
  ['rack', 'regenerates', 'default', 'Rotated'],
  ['rack', 'regenerates', 'hardened', 'Rotated'],
  ['php', 'regenerates', 'default', 'Rotated'],
  ['php', 'never-regenerates', 'default', 'Kept: fixation risk'],
  ['php', 'regenerates', 'hardened', 'Rotated'],
  ['rails', 'regenerates', 'default', 'Rotated'],
  ['rails', 'never-regenerates', 'default', 'Kept: fixation risk'],
  ['rails', 'cache-store', 'default', 'Rotated'],
  ['rails', 'regenerates', 'hardened', 'Rotated'],
  ['laravel', 'regenerates', 'default', 'Rotated'],
  ['laravel', 'never-regenerates', 'default', 'Kept: fixation risk'],
  ['laravel', 'regenerates', 'hardened', 'Rotated'],
];

// Each test has an application and a browser of its own.
test.describe.configure({ mode: 'parallel' });

function textOf(shown: readonly Shown[], part: Shown['part']): string {
  return shown.find((each) => each.part === part)?.text ?? '';
}

for (const [name, variant, config, verdict] of verdicts) {
  test(`${name}, ${variant}, ${config}`, async ({ driver }) => {
    const app = await launchApp(name, { variant, config });
    try {
      await driver.page.goto(app.url);
      await driver.openDevTools();
      const shown = await readPanel(driver, app, null);
      expect(shown.filter(({ text }) => text === null)).toEqual([]);
      expect(textOf(shown, 'Verdict')).toContain(verdict);
      const findings = textOf(shown, 'Findings');
      if (config === 'hardened') expect(findings).not.toMatch(/^(?:medium|high|critical)\b/m);
      else expect(findings).toContain('No name prefix');
    } finally {
      await app.stop();
    }
  });
}
