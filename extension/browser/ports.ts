/** Connections between the extension's contexts, in the form that the wire is written against. */
import type { Port } from '../wire/port';
import { browser, type Runtime } from './api';

function portFrom(port: Runtime.Port): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.onMessage.addListener((message: unknown) => listener(message)),
    onClosed: (listener) => port.onDisconnect.addListener(() => listener()),
    close: () => port.disconnect(),
  };
}

const prefix = 'recorder of tab ';

/** The connection of a tab's recorder to the background; it wakes one that was stopped. */
export function connectToBackground(tabId: number): Port {
  return portFrom(browser.runtime.connect({ name: prefix + String(tabId) }));
}

/** Called for every recorder that connects, with its tab. */
export function onConnection(listener: (port: Port, tabId: number) => void): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name.startsWith(prefix)) listener(portFrom(port), Number(port.name.slice(prefix.length)));
  });
}
