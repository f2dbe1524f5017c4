/** The settings of the selected cookie's format: what the application's configuration says and the cookie does not. */
import { useState } from 'react';
import { settingOf, type FormatMeta, type SettingField, type SettingValue } from '../../../src/index';
import { usePanel, usePanelState } from '../store/panel-context';

type Meta = Pick<FormatMeta, 'id' | 'title' | 'settings'>;

function isSeconds({ name }: SettingField): boolean {
  return name.endsWith('Seconds');
}

function shown(value: SettingValue): string {
  return value === null ? '' : String(value);
}

function defaultText(field: SettingField): string {
  if (field.default === '') return 'default: nothing';
  if (field.default !== null) return `default: ${field.default}`;
  return isSeconds(field) ? 'default: no limit' : 'no default';
}

function Setting({ meta, field }: { readonly meta: Meta; readonly field: SettingField }) {
  const { actions } = usePanel();
  const settings = usePanelState((state) => state.settings);
  const current = settingOf(meta, settings, field.name);
  const own = `${meta.id}.${field.name}`;
  const [text, setText] = useState(shown(current));
  const problem = isSeconds(field) && !/^\d*$/.test(text.trim()) ? 'A whole number of seconds.' : null;
  function apply(typed: string): void {
    setText(typed);
    const trimmed = typed.trim();
    if (isSeconds(field) && !/^\d*$/.test(trimmed)) return;
    actions.setSetting(meta.id, field.name, isSeconds(field) ? (trimmed === '' ? null : Number(trimmed)) : typed);
  }
  function reset(): void {
    setText(shown(field.default));
    actions.setSetting(meta.id, field.name, undefined);
  }
  return (
    <p className="setting">
      <label><span>{field.title}</span> <input value={text} spellCheck={false} autoComplete="off" inputMode={isSeconds(field) ? 'numeric' : 'text'} onChange={(event) => apply(event.target.value)} /></label>
      <span className="quiet"> {defaultText(field)}</span>
      {own in settings && <> <button type="button" onClick={reset}>Use the default</button></>}
      {problem !== null && <span className="warning"> {problem}</span>}
    </p>
  );
}

export function FormatSettings({ meta }: { readonly meta: Meta | null }) {
  if (meta === null || meta.settings.length === 0) return null;
  return (
    <section aria-label="Settings of this format">
      <h3>Settings of this format</h3>
      <p className="quiet">As in the application’s configuration; they hold for every cookie of this format: {meta.title}.</p>
      {meta.settings.map((field) => <Setting key={`${meta.id} ${field.name}`} meta={meta} field={field} />)}
    </section>
  );
}
