/** The browsers of this machine, and which of them take an unpacked extension from their command line. */
import { existsSync } from 'node:fs';
import path from 'node:path';

export type Engine = 'chromium' | 'firefox';

export interface Browser {
  readonly title: string;
  readonly engine: Engine;
  readonly executable: string;
  /** False for branded Chrome, from version 137 on. */
  readonly takesExtension: boolean;
}

interface Product {
  readonly title: string;
  readonly engine: Engine;
  /** Set to an executable to use that one. */
  readonly variable: string | null;
  readonly commands: readonly string[];
  readonly files: readonly string[];
}

const programFiles = process.env['PROGRAMFILES'] ?? 'C:\\Program Files';
const programFilesX86 = process.env['PROGRAMFILES(X86)'] ?? 'C:\\Program Files (x86)';

/** In the order in which they are tried. */
const products: readonly Product[] = [
  { title: 'Chromium', engine: 'chromium', variable: 'SESSIONSCOPE_CHROMIUM', commands: ['chromium', 'chromium-browser'], files: ['/Applications/Chromium.app/Contents/MacOS/Chromium'] },
  {
    title: 'Brave', engine: 'chromium', variable: null, commands: ['brave-browser', 'brave'],
    files: ['/Applications/Brave Browser.app/Contents/MacOS/Brave Browser', `${programFiles}\\BraveSoftware\\Brave-Browser\\Application\\brave.exe`],
  },
  {
    title: 'Edge', engine: 'chromium', variable: null, commands: ['microsoft-edge', 'microsoft-edge-stable'],
    files: ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge', `${programFilesX86}\\Microsoft\\Edge\\Application\\msedge.exe`],
  },
  {
    title: 'Firefox', engine: 'firefox', variable: 'SESSIONSCOPE_FIREFOX', commands: ['firefox-esr', 'firefox'],
    files: ['/Applications/Firefox.app/Contents/MacOS/firefox', `${programFiles}\\Mozilla Firefox\\firefox.exe`],
  },
];

const chrome: Product = {
  title: 'Chrome', engine: 'chromium', variable: null, commands: ['google-chrome', 'google-chrome-stable'],
  files: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', `${programFiles}\\Google\\Chrome\\Application\\chrome.exe`],
};

function onPath(command: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, command)).find((file) => existsSync(file));
}

function executableOf({ variable, commands, files }: Product): string | undefined {
  const chosen = variable === null ? undefined : process.env[variable];
  return chosen ?? commands.map(onPath).find((file) => file !== undefined) ?? files.find((file) => existsSync(file));
}

/** The first browser found that takes the extension; of one engine when that is asked for. */
export function findBrowser(engine?: Engine): Browser | null {
  for (const product of products) {
    const executable = engine === undefined || product.engine === engine ? executableOf(product) : undefined;
    if (executable !== undefined) return { title: product.title, engine: product.engine, executable, takesExtension: true };
  }
  return null;
}

export function findBrandedChrome(): Browser | null {
  const executable = executableOf(chrome);
  return executable === undefined ? null : { title: chrome.title, engine: 'chromium', executable, takesExtension: false };
}
