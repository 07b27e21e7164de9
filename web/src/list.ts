// SPDX-License-Identifier: Apache-2.0
// The list of incidents. Only rows in sight are in the page, so ten thousand cost as little as ten; each still tells
// assistive technology its place among all.
import type {Catalogue} from './catalogue';
import {best} from './catalogue';
import {byId, h} from './dom';
import type {State} from './state';
import {plain} from './text';
import {capital, count, days, inWords, number, sideName} from './words';

const rowHeight = 86; // as in style.css: .item
const spare = 6;

function killedText(killed: (number | null)[] | undefined): {value: string; range: string} {
  const [low = null, , high = null] = killed ?? [];
  const value = best(killed);
  if (value === null) return {value: '–', range: ''};
  const isAtMost = low === null && high !== null;
  const isAtLeast = high === null && value > 0;
  return {value: (isAtMost ? '≤' : '') + number(value) + (isAtLeast ? '+' : ''), range: low !== null && high !== null && low !== high ? `${number(low)}–${number(high)}` : ''};
}

export class IncidentList {
  private readonly frame = byId('list');
  private readonly rows = h('ul', {class: 'rows', 'aria-label': 'Incidents'});
  private readonly empty = h('p', {class: 'empty', hidden: true}, 'No incident matches. Remove a filter to see more.');
  private shown: number[] = [];
  private first = -1;
  private last = -1;

  constructor(private readonly state: State, private catalogue: Catalogue) {
    this.frame.append(this.rows, this.empty);
    this.frame.addEventListener('scroll', () => this.draw(), {passive: true});
    new ResizeObserver(() => this.draw()).observe(this.frame);
    this.rows.addEventListener('keydown', event => this.step(event));
  }

  show(catalogue: Catalogue, rows: number[]): void {
    // Another selection is read from its beginning; the same one, read anew, stays where it was.
    if (rows.length !== this.shown.length || rows.some((row, i) => row !== this.shown[i])) this.frame.scrollTop = 0;
    this.catalogue = catalogue;
    this.shown = rows;
    this.rows.style.height = `${rows.length * rowHeight}px`;
    this.empty.hidden = rows.length > 0;
    this.redraw();
  }

  redraw(): void {
    this.first = this.last = -1;
    this.draw();
  }

  /** Brings the chosen incident into sight when it is out of it. */
  reveal(id: string): void {
    const position = this.shown.indexOf(this.catalogue.row(id) ?? -1);
    if (position >= 0) this.bring(position);
  }

  private bring(position: number): void {
    const top = position * rowHeight;
    if (top < this.frame.scrollTop) this.frame.scrollTop = top;
    else if (top + rowHeight > this.frame.scrollTop + this.frame.clientHeight) this.frame.scrollTop = top + rowHeight - this.frame.clientHeight;
    this.draw();
  }

  private draw(): void {
    const first = Math.max(0, Math.floor(this.frame.scrollTop / rowHeight) - spare);
    const last = Math.min(this.shown.length, Math.ceil((this.frame.scrollTop + this.frame.clientHeight) / rowHeight) + spare);
    if (first === this.first && last === this.last) return;
    const held = this.rows.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset['position'] : undefined;
    this.first = first;
    this.last = last;
    this.rows.replaceChildren(...this.shown.slice(first, last).map((row, offset) => this.item(row, first + offset)));
    if (held !== undefined) this.rows.querySelector<HTMLElement>(`[data-position="${held}"]`)?.focus({preventScroll: true});
  }

  private item(row: number, position: number): HTMLElement {
    const {index} = this.catalogue;
    const id = index.id[row]!;
    const killed = killedText(index.killed[row]);
    const isOpen = id === this.state.view.incident;
    const place = index.place[row];
    const link = h(
      'a',
      {
        class: 'item', href: `?i=${encodeURIComponent(id)}`, 'data-id': id, 'data-position': position, 'aria-current': isOpen ? 'true' : null,
        click: event => {
          if ((event as MouseEvent).metaKey || (event as MouseEvent).ctrlKey) return;
          event.preventDefault();
          this.state.set({incident: id, evidence: null, pane: 'card'});
        },
      },
      h('span', {class: 'killed'}, h('b', {class: killed.value === '–' || killed.value === '0' ? 'none' : null}, killed.value),
        h('span', {}, killed.range || (killed.value === '–' ? h('span', {class: 'sr'}, 'no number of killed') : 'killed'))),
      h('span', {class: 'what'},
        h('span', {class: 'meta'}, index.from[row] ? days(index.from[row]!, index.to[row] ?? null) : `reported ${days(index.last_seen[row] ?? null, null)}`, ' · ', capital(inWords(index.kind[row]!)),
          place ? [' · ', h('bdi', {}, plain(place))] : null),
        h('span', {class: 'title', dir: 'auto'}, plain(index.title[row] ?? '')),
        h('span', {class: 'meta'}, index.contested[row] ? [h('span', {class: 'contested'}, '≠ contested'), ' · '] : null, count(index.sources[row] ?? 0, 'source'),
          index.sides[row]?.length ? [' · ', index.sides[row]!.map(sideName).join(', ')] : null)),
    );
    const item = h('li', {'aria-posinset': position + 1, 'aria-setsize': this.shown.length}, link);
    item.style.transform = `translateY(${position * rowHeight}px)`;
    return item;
  }

  private step(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.frame.clientHeight / rowHeight) - 1);
    const steps: Record<string, number> = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -this.shown.length, End: this.shown.length};
    const by = steps[event.key];
    const from = (event.target as HTMLElement).dataset['position'];
    if (by === undefined || from === undefined) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(this.shown.length - 1, Number(from) + by));
    this.bring(to);
    this.rows.querySelector<HTMLElement>(`[data-position="${to}"]`)?.focus({preventScroll: true});
  }
}
