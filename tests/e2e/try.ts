import { launchApp } from './apps/launch';
import { launchChromium } from './harness/chromium';
import { launchFirefox } from './harness/firefox';
import { logIn, logOut, setValue } from './visitor';
const [, , which, name] = process.argv;
const app = await launchApp(name as never, {});
const d = await (which === 'firefox' ? launchFirefox : launchChromium)();
try {
  await d.page.goto(app.url);
  await d.openDevTools();
  await setValue(d.page, app);
  await d.panel.click({ role: 'tab', name: 'Timeline' });
  await logIn(d.page, app);
  await new Promise(r => setTimeout(r, 2500));
  await logOut(d.page, app);
  await d.page.goto(app.url + '/');
  await new Promise(r => setTimeout(r, 4000));
  console.log(await d.panel.text());
  const facts = await d.panel.evaluate(() => { const f = (window as any).inspectedTab.facts(); return JSON.stringify({ url: f.url, obstacles: f.obstacles, jar: f.jar?.length, ch: f.jarChanges.map((c: any) => [c.at, c.cause, c.before?.value.slice(0, 12), c.after?.value.slice(0, 12)]), tr: f.traffic.map((t: any) => [t.startedMs, t.durationMs, t.method, t.url, t.status, t.setCookies.map((s: string) => s.slice(0, 30))]) }, null, 1); });
  console.log(facts);
} catch (e) { console.error(e); }
await d.close(); await app.stop();
