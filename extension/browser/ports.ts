/** Connections between the extension's contexts, in the form that the wire is written against. */
import type { Runtime } from 'webextension-polyfill';
import type { Port } from '../wire/port';
import { browser } from './api';

function portFrom(port: Runtime.Port): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.onMessage.addListener((message: unknown) => listener(message)),
    onClosed: (listener) => port.onDisconnect.addListener(() => listener()),
    close: () => port.disconnect(),
  };
}

/** A connection to the background; it wakes one that was stopped. */
export function connectToBackground(): Port {
  return portFrom(browser.runtime.connect({ name: 'jar' }));
}

/** Called for every context that connects. */
export function onConnection(listener: (port: Port) => void): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name === 'jar') listener(portFrom(port));
  });
}
