import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import source from './manifest.json' with { type: 'json' };

type Target = 'chrome' | 'firefox';

/** One manifest.json for both browsers: each build leaves out the keys that the other browser warns about. */
export function manifestFor(target: Target): ManifestV3Export {
  const { $schema: _schema, browser_specific_settings, minimum_chrome_version, optional_permissions, ...rest } = source;
  const own = target === 'firefox' ? { browser_specific_settings, optional_permissions } : { minimum_chrome_version };
  // crxjs types the manifest as its own union, which a JSON import cannot satisfy literally.
  return { ...rest, ...own } as unknown as ManifestV3Export;
}

/**
 * React DOM assigns innerHTML in three places (script elements, and dangerouslySetInnerHTML twice). The panel uses none of them, so
 * they are cut out: hostile session data has no HTML sink to reach, and the add-on lint has nothing to warn of. A React that
 * changes these places stops the build.
 */
export function withoutInnerHtml(): Plugin {
  const cuts: readonly [pattern: RegExp, replacement: string, count: number][] = [
    [/(\w+)\.innerHTML = "<script>\\x3c\/script>";/g, '$1.appendChild(ownerDocument.createElement("script"));', 1],
    [/\((\w+)\.innerHTML = (\w+)\)/g, '(() => { throw Error("dangerouslySetInnerHTML is cut out of this build"); })()', 2],
  ];
  return {
    name: 'without-inner-html',
    apply: 'build',
    transform: {
      filter: { id: /react-dom-client\.production\.js$/ },
      handler(code) {
        let out = code;
        for (const [pattern, replacement, count] of cuts) {
          const found = out.match(pattern)?.length ?? 0;
          if (found !== count) this.error(`without-inner-html: ${pattern} matched ${found} times, not ${count}`);
          out = out.replace(pattern, replacement);
        }
        return { code: out, map: null };
      },
    },
  };
}

export default defineConfig(({ command, mode }) => {
  const target: Target = mode === 'firefox' ? 'firefox' : 'chrome';
  const isTest = mode === 'test';
  return {
    // liveReload would inject a bridge script into every page that the extension may touch.
    plugins: isTest ? [react()] : [react(), withoutInnerHtml(), crx({ manifest: manifestFor(target), browser: target, liveReload: false })],
    server: { port: 5173, strictPort: true },
    build: {
      outDir: command === 'serve' ? `dist/dev-${target}` : `dist/${target}`,
      emptyOutDir: true,
      target: target === 'firefox' ? 'firefox142' : 'chrome123',
      modulePreload: false,
      sourcemap: false,
      // crxjs finds the pages that the manifest names; the panel is named only from code.
      rolldownOptions: { input: { panel: 'extension/panel.html' } },
    },
    test: {
      environment: 'node',
      // The files share one module graph: the core is loaded once a worker, not once a file.
      pool: 'threads',
      isolate: false,
      include: ['tests/{unit,vectors,laws,rules,golden,wire,panel,structure}/**/*.test.ts?(x)'],
    },
  };
});
