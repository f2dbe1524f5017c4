/** The arguments of `npm start`. */
import { parseArgs } from 'node:util';
import { appNames, isAppName, sampleApps, variantsOf, type AppConfig, type AppName } from '../../e2e/apps/catalogue';
import type { Engine } from '../setup/browsers';
import { SetupProblem } from '../setup/setup';

export interface StartOptions {
  /** Null: Flask where Python is there or can be installed, else Express. */
  readonly name: AppName | null;
  readonly variant: string | null;
  readonly config: AppConfig;
  readonly engine: Engine | null;
  readonly check: boolean;
  readonly screenshot: string | null;
}

export const help = `npm start [-- [application] [options]]

Starts a sample application and opens a browser with the extension loaded, DevTools on the Session panel, and nobody logged in.

  --check               without a window: log in, paste the secret, print what the panel shows; exit 1 if any part of it is missing
  --screenshot <file>   with --check: write a picture of the DevTools window
  --browser <engine>    chromium or firefox; otherwise the first that is found
  --variant <variant>   of the application, see --list
  --config <config>     default: the framework's own settings and its documentation's secret, if it has one; hardened: strict ones
  --list                the sample applications and their variants
  --help`;

export function list(): string {
  const width = Math.max(...appNames.map((name) => name.length));
  return appNames
    .map((name) => {
      const variants = variantsOf(name);
      return `${name.padEnd(width)}  ${sampleApps[name].title}${variants.length === 1 ? '' : `; variants: ${variants.join(', ')}`}`;
    })
    .join('\n');
}

function oneOf<T extends string>(option: string, given: string | undefined, allowed: readonly T[]): T | null {
  if (given === undefined) return null;
  const found = allowed.find((each) => each === given);
  if (found === undefined) throw new SetupProblem(`--${option} ${given}: one of ${allowed.join(', ')}`);
  return found;
}

/** Null when the arguments only ask for help or the list, which is then printed. Throws a `SetupProblem` on what it does not know. */
export function startOptions(args: readonly string[]): StartOptions | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false }, screenshot: { type: 'string' }, browser: { type: 'string' },
      variant: { type: 'string' }, config: { type: 'string' }, list: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.list) {
    console.log(values.help ? help : list());
    return null;
  }
  const [name = null, ...rest] = positionals;
  if ((name !== null && !isAppName(name)) || rest.length > 0) throw new SetupProblem(`No such sample application: ${positionals.join(' ')}. There are:\n${list()}`);
  if (values.variant !== undefined && name === null) throw new SetupProblem('--variant needs the name of an application before it.');
  return {
    name,
    variant: name === null ? null : oneOf('variant', values.variant, variantsOf(name)),
    config: oneOf('config', values.config, ['default', 'hardened']) ?? 'default',
    engine: oneOf('browser', values.browser, ['chromium', 'firefox']),
    check: values.check,
    screenshot: values.screenshot ?? null,
  };
}
