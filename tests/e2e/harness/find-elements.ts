/** Finds elements by role and accessible name inside a page, where no automation library does: the roles and names that the panel uses. */
import type { Target } from './driver';

/**
 * Runs in the page and stands alone. Counts the visible elements that fit; with `mark` the first one gets the attribute `data-driven`.
 */
export function findElements({ role, name, exact, mark }: Target & { readonly mark: boolean }): number {
  const implied: Record<string, string> = {
    button: 'button, summary, input[type=submit]', textbox: 'textarea, input:not([type]), input[type=text]', searchbox: 'input[type=search]', checkbox: 'input[type=checkbox]',
    row: 'tr', cell: 'td', columnheader: 'th', table: 'table', grid: 'table', list: 'ul, ol', listitem: 'li', heading: 'h1, h2, h3, h4', link: 'a[href]', combobox: 'select',
    region: 'section[aria-label]', article: 'article', dialog: 'dialog', main: 'main', group: 'details, fieldset', status: 'output',
  };
  const ownRole = (element: Element): boolean => {
    const given = element.getAttribute('role');
    return given === null ? (implied[role] !== undefined && element.matches(implied[role])) : given === role;
  };
  const nameOf = (element: Element): string => {
    const label = element.getAttribute('aria-label');
    if (label !== null) return label;
    const by = element.getAttribute('aria-labelledby');
    if (by !== null) return by.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    const labels = (element as HTMLInputElement).labels;
    if (labels && labels.length > 0) {
      const copy = labels[0]?.cloneNode(true) as Element;
      for (const field of copy.querySelectorAll('input, textarea, select')) field.remove();
      return copy.textContent ?? '';
    }
    const text = (element as HTMLElement).innerText ?? element.textContent ?? '';
    return text === '' ? (element.getAttribute('title') ?? element.getAttribute('placeholder') ?? '') : text;
  };
  const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const fits = (element: Element): boolean => {
    if (!ownRole(element) || !element.checkVisibility({ visibilityProperty: true })) return false;
    if (name === undefined) return true;
    const own = tidy(nameOf(element));
    return exact === true ? own === name : own.toLowerCase().includes(name.toLowerCase());
  };
  const found = [...document.querySelectorAll(`[role="${role}"]${implied[role] === undefined ? '' : `, ${implied[role]}`}`)].filter(fits);
  if (mark) {
    for (const marked of document.querySelectorAll('[data-driven]')) marked.removeAttribute('data-driven');
    found[0]?.setAttribute('data-driven', '');
    found[0]?.scrollIntoView({ block: 'nearest' });
  }
  return found.length;
}
