// SPDX-License-Identifier: Apache-2.0
// The situation report as a page to be printed: the server's brief for the days, side and place of the view, its
// footnotes leading to the sentences.
import {api, query} from './api';
import {byId, h} from './dom';
import type {Brief, BriefBlock, Summary} from './record';
import type {State, View} from './state';
import {plain} from './text';
import {withNames} from './words';

const scopeOf = (view: View): Record<string, string> => ({from: view.from, to: view.to, side: view.side, kind: view.kind, place: view.place});

/** A line in the program's words alone; others quote reports, whose words stay as they are behind the program's own. */
const isOwn = /^[^:]+: (claimed|blamed|denied) by [^:]+(: [^:]+)?$/;
const ownHead = /^(I\d+ [^:]+|[A-Z]{3}\b[^:]{0,60}): /;

function lineWithNames(line: string, sides: ReadonlySet<string>): string {
  const head = isOwn.test(line) ? line : (ownHead.exec(line)?.[0] ?? '');
  return withNames(head, sides) + line.slice(head.length);
}

const isNumber = (text: string): boolean => /^[\d,.]*[\d+–?-]$/.test(text);

/** "49 [3] [4]" with each mark a link to its footnote. */
function withNotes(text: string): (string | Node)[] {
  return plain(text).split(/(\[\d+\])/).map(piece => (/^\[\d+\]$/.test(piece) ? h('a', {class: 'note-mark', href: `#note-${piece.slice(1, -1)}`, click: event => {
    event.preventDefault();
    document.getElementById(`note-${piece.slice(1, -1)}`)?.scrollIntoView({block: 'center'});
    document.querySelector<HTMLElement>(`#note-${piece.slice(1, -1)} button`)?.focus({preventScroll: true});
  }}, piece.slice(1, -1)) : piece));
}

/** "I4  clash: Fighting at the border": the number leads to the incident. */
function headingWords(text: string, state: State): (string | Node)[] {
  const match = /^(I\d+)\s+(.*)$/s.exec(text);
  if (!match) return [plain(text)];
  const open = (event: Event): void => {
    event.preventDefault();
    state.set({page: 'incidents', incident: match[1]!, evidence: null, pane: 'card'});
  };
  return [h('a', {class: 'id', href: `?i=${match[1]}`, click: open}, match[1]!), ' ', plain(match[2]!)];
}

function block(part: BriefBlock, state: State, sides: ReadonlySet<string>): HTMLElement {
  switch (part.type) {
    case 'heading': {
      const capitals = part.text === part.text.toUpperCase();
      const text = capitals ? part.text.charAt(0) + part.text.slice(1).toLowerCase() : part.text;
      return part.level <= 1 ? h('h2', {}, headingWords(text, state)) : part.level === 2 ? h('h3', {}, headingWords(text, state)) : h('h4', {}, headingWords(text, state));
    }
    case 'paragraph': return h('p', {dir: 'auto'}, withNotes(withNames(part.text, sides)));
    case 'list': return h('ul', {}, part.items.map(item => h('li', {dir: 'auto'}, withNotes(lineWithNames(item, sides)))));
    case 'table': return h('table', {},
      part.head.some(Boolean) ? h('thead', {}, h('tr', {}, part.head.map(cell => (cell ? h('th', {scope: 'col', class: ['low', 'best', 'high'].includes(cell) ? 'number' : null}, cell.toLowerCase()) : h('td'))))) : null,
      h('tbody', {}, part.rows.map(row => h('tr', {}, row.map(cell => h('td', {class: isNumber(cell) ? 'number' : null}, withNotes(withNames(cell, sides))))))));
    case 'footnotes': return h('ol', {class: 'footnotes'}, part.items.map((item, i) => {
      const evidence = part.evidence?.[i];
      return h('li', {id: `note-${i + 1}`, dir: 'auto'}, plain(item), evidence?.report ? [' ', h('button', {type: 'button', class: 'figure screen-only', click: () => state.set({evidence})}, 'show')] : null);
    }));
  }
}

export async function showBrief(state: State): Promise<void> {
  const frame = byId('brief');
  const scope = scopeOf(state.view);
  const day = (name: 'from' | 'to'): HTMLElement => h('label', {}, `${name} `, h('input', {type: 'date', value: state.view[name], change: event => state.set({[name]: (event.target as HTMLInputElement).value})}));
  const bar = h('div', {class: 'brief-bar screen-only'}, day('from'), day('to'),
    h('button', {type: 'button', class: 'main-button', click: () => print()}, 'Print'),
    h('a', {href: 'api/brief' + query({...scope, format: 'markdown'}), download: 'brief.md'}, 'Markdown'),
    h('a', {href: 'api/brief' + query({...scope, format: 'html'}), download: 'brief.html'}, 'HTML'));
  frame.replaceChildren(bar, h('p', {class: 'empty'}, 'Writing the brief…'));
  const [brief, summary]: [Brief, Summary] = await Promise.all([api.brief(scope), api.summary()]);
  const sides = new Set(Object.keys(summary.sides));
  frame.replaceChildren(bar, h('article', {class: 'sheet'}, brief.blocks.map(part => block(part, state, sides)),
    h('p', {class: 'colophon'}, 'Written by sitrep from the reports named. It says who says what; it does not judge what is true.')));
}
