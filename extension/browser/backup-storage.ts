/**
 * Where the jar of a running test is kept until it is restored: on disk, because only that outlives a crash of the browser, and gone
 * as soon as the jar is whole again. The cookies of a development host; never a pasted key.
 */
import { browser } from './api';

const key = 'jar-backup';

export async function loadBackup(): Promise<unknown> {
  return (await browser.storage.local.get(key))[key];
}

export function saveBackup(backup: object): Promise<void> {
  return browser.storage.local.set({ [key]: backup });
}

export function dropBackup(): Promise<void> {
  return browser.storage.local.remove(key);
}
