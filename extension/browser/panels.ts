/** The DevTools panel and the theme around it. */
import { devtools } from './api';

/**
 * Adds the panel; `onShown` gets the panel page's window whenever the panel comes to the front.
 * A leading slash: Chromium resolves the path from the extension's root, Firefox from this page.
 * The API's types know the window by an older name than the DOM's.
 */
export function createPanel(title: string, onShown: (panelWindow: Window) => void): void {
  devtools.panels.create(title, '/icons/32.png', '/extension/panel.html', (panel) => panel.onShown.addListener((shown) => onShown(shown as unknown as Window)));
}

type Theme = 'light' | 'dark';
interface ThemedPanels {
  readonly themeName?: string;
  readonly onThemeChanged?: { addListener(listener: (name: string) => void): void };
  setThemeChangeHandler?(listener: (name: string) => void): void;
}

function themeFrom(name: string | undefined): Theme {
  // Chromium calls its light theme `default`.
  return name === 'dark' ? 'dark' : 'light';
}

/** Tells the theme of DevTools now and at every change. */
export function watchTheme(listener: (theme: Theme) => void): void {
  const panels = devtools.panels as ThemedPanels;
  const changed = (name: string): void => listener(themeFrom(name));
  // Chromium's own way; Firefox has the event.
  if (panels.setThemeChangeHandler !== undefined) panels.setThemeChangeHandler(changed);
  else panels.onThemeChanged?.addListener(changed);
  listener(themeFrom(panels.themeName));
}
