// SPDX-License-Identifier: Apache-2.0
// Text of reports: offsets in code points turned into the offsets of JavaScript's strings (UTF-16), and characters that
// turn the direction of text or are not to be seen shown as what they are.
import {h} from './dom';

/** The string's offset of each code point; null when every code point is one unit, as in most reports. */
function unitsOf(text: string): Uint32Array | null {
  if (!/[\ud800-\udbff]/.test(text)) return null;
  const units: number[] = [];
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit)! > 0xffff ? 2 : 1) units.push(unit);
  units.push(text.length);
  return Uint32Array.from(units);
}

export class CodePointText {
  private readonly units: Uint32Array | null;
  constructor(readonly text: string) {
    this.units = unitsOf(text);
  }
  private unit(point: number): number {
    const last = this.units ? this.units.length - 1 : this.text.length;
    const clamped = Math.max(0, Math.min(point, last));
    return this.units ? this.units[clamped]! : clamped;
  }
  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
  get length(): number {
    return this.units ? this.units.length - 1 : this.text.length;
  }
}

const names: Record<string, string> = {
  '\u061c': 'ALM', '\u200e': 'LRM', '\u200f': 'RLM', '\u202a': 'LRE', '\u202b': 'RLE', '\u202c': 'PDF', '\u202d': 'LRO',
  '\u202e': 'RLO', '\u2066': 'LRI', '\u2067': 'RLI', '\u2068': 'FSI', '\u2069': 'PDI',
};
// Marks of direction, control characters other than line ends and tabs, and the byte order mark.
const unseen = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

function nameOf(character: string): string {
  return names[character] ?? 'U+' + character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}

/** For attributes and plain text: "‹RLO›" in place of the character. */
export function plain(text: string): string {
  return unseen.test(text) ? text.replace(new RegExp(unseen, 'g'), character => `‹${nameOf(character)}›`) : text;
}

/** For the page: isolated from the direction of what stands around it, with unseen characters as small labels. */
export function quoted(text: string): HTMLElement {
  const element = h('bdi', {dir: 'auto'});
  for (const piece of text.split(new RegExp(`(${unseen.source})`)))
    if (piece.length === 1 && unseen.test(piece)) element.append(h('span', {class: 'unseen', title: 'a character that cannot be seen'}, nameOf(piece)));
    else if (piece) element.append(piece);
  return element;
}
