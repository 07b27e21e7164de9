// SPDX-License-Identifier: Apache-2.0
// Light, dark, or as the system has it. Kept in this browser; the map is told, since it is drawn without style sheets.
import {h} from './dom';

const key = 'sitrep.theme';
type Theme = 'system' | 'light' | 'dark';
const order: Theme[] = ['system', 'light', 'dark'];
const words: Record<Theme, string> = {system: '◐ System', light: '○ Light', dark: '● Dark'};

export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function themeSwitch(changed: () => void): HTMLElement {
  let theme = order.find(one => one === localStorage.getItem(key)) ?? 'system';
  const button = h('button', {type: 'button', class: 'plain'});
  const apply = (): void => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    button.textContent = words[theme];
    button.setAttribute('aria-label', `Colours: ${theme}. Change`);
  };
  button.addEventListener('click', () => {
    theme = order[(order.indexOf(theme) + 1) % order.length]!;
    localStorage.setItem(key, theme);
    apply();
    changed();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  apply();
  return button;
}
