import { expect, it } from 'vitest';
import { settingOf } from '../../src/index';

const meta = { id: 'flask', settings: [{ name: 'maxAgeSeconds', title: 'lifetime', default: 60 }] };

it('prefers the setting of one format to that of all, and both to the default', () => {
  expect(settingOf(meta, {}, 'maxAgeSeconds')).toBe(60);
  expect(settingOf(meta, { maxAgeSeconds: 5 }, 'maxAgeSeconds')).toBe(5);
  expect(settingOf(meta, { maxAgeSeconds: 5, 'flask.maxAgeSeconds': null }, 'maxAgeSeconds')).toBeNull();
  expect(settingOf(meta, { 'django.maxAgeSeconds': 5 }, 'maxAgeSeconds')).toBe(60);
  expect(settingOf(meta, {}, 'salt')).toBeNull();
});
