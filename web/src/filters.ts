// SPDX-License-Identifier: Apache-2.0
// The form above the list: words, kind, side, days, least killed, contested, order. It writes the view and shows it.
import type {Catalogue} from './catalogue';
import {byId, h, later} from './dom';
import {initial, type State, type View} from './state';
import {capital, inWords, sideName} from './words';

const cleared: Partial<View> = {
  q: '', kind: '', side: '', place: '', from: '', to: '', dead: 0, contested: false, here: false,
};

function counted(values: Iterable<string>): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en'));
}

function choices(select: HTMLSelectElement, any: string, counts: [string, number][], name: (value: string) => string): void {
  const chosen = select.value;
  select.replaceChildren(h('option', {value: ''}, any), ...counts.map(([value, n]) => h('option', {value}, `${name(value)} (${n})`)));
  select.value = chosen;
}

export function isFiltered(view: View): boolean {
  return (Object.keys(cleared) as (keyof View)[]).some(key => view[key] !== initial[key]);
}

export class Filters {
  private readonly words = h('input', {type: 'search', id: 'q', placeholder: 'Search titles, places, reports', autocomplete: 'off', spellcheck: 'false', 'aria-label': 'Search titles, places and reports'});
  private readonly kind = h('select', {'aria-label': 'Kind of incident'});
  private readonly side = h('select', {'aria-label': 'Side'});
  private readonly from = h('input', {type: 'date', 'aria-label': 'From day'});
  private readonly to = h('input', {type: 'date', 'aria-label': 'To day'});
  private readonly dead = h('input', {type: 'number', min: 0, step: 1, inputmode: 'numeric', 'aria-label': 'Killed, at least', placeholder: '0'});
  private readonly contested = h('input', {type: 'checkbox'});
  private readonly here = h('input', {type: 'checkbox'});
  private readonly order = h('select', {'aria-label': 'Order'}, h('option', {value: 'deadliest'}, 'Deadliest'), h('option', {value: 'newest'}, 'Newest'));
  private readonly place = h('button', {type: 'button', class: 'chip', click: () => this.state.set({place: ''})});
  private readonly clear = h('button', {type: 'button', class: 'plain', click: () => this.state.set(cleared)}, 'Clear');

  constructor(private readonly state: State) {
    const form = byId<HTMLFormElement>('filters');
    // On a phone the rest of the form is out of the way until it is asked for.
    const more = h('button', {type: 'button', class: 'plain more', 'aria-expanded': 'false', click: () => more.setAttribute('aria-expanded', String(form.classList.toggle('is-open')))}, 'Filters');
    form.append(
      h('div', {class: 'row'}, this.words, more),
      h('div', {class: 'row'}, this.kind, this.side, this.order),
      h('div', {class: 'row days'}, h('label', {}, 'from ', this.from), h('label', {}, 'to ', this.to), h('label', {}, 'killed ≥ ', this.dead)),
      h('div', {class: 'row marks'}, h('label', {}, this.contested, ' ', h('span', {class: 'contested'}, '≠ contested')), h('label', {}, this.here, ' in the map’s view'), this.place, this.clear),
    );
    form.addEventListener('submit', event => event.preventDefault());
    const typed = later(150, () => state.set({q: this.words.value.trim(), dead: Math.max(0, Math.floor(Number(this.dead.value) || 0))}, false));
    this.words.addEventListener('input', typed);
    this.dead.addEventListener('input', typed);
    this.kind.addEventListener('change', () => state.set({kind: this.kind.value}));
    this.side.addEventListener('change', () => state.set({side: this.side.value}));
    this.order.addEventListener('change', () => state.set({order: this.order.value as View['order']}));
    for (const name of ['from', 'to'] as const) this[name].addEventListener('change', () => state.set({[name]: this[name].value}));
    for (const name of ['contested', 'here'] as const) this[name].addEventListener('change', () => state.set({[name]: this[name].checked}));
  }

  offer(catalogue: Catalogue): void {
    choices(this.kind, 'All kinds', counted(catalogue.index.kind), value => capital(inWords(value)));
    choices(this.side, 'All sides', counted(catalogue.index.sides.flat()), sideName);
    this.show(this.state.view);
  }

  show(view: View): void {
    // What is being typed in is left alone.
    const put = (field: HTMLInputElement, value: string): void => {
      if (document.activeElement !== field) field.value = value;
    };
    put(this.words, view.q);
    put(this.dead, view.dead ? String(view.dead) : '');
    this.from.value = view.from;
    this.to.value = view.to;
    this.kind.value = view.kind;
    this.side.value = view.side;
    this.order.value = view.order;
    this.contested.checked = view.contested;
    this.here.checked = view.here;
    this.place.hidden = !view.place;
    this.place.textContent = `${view.place} ×`;
    this.place.setAttribute('aria-label', `Only ${view.place}: remove`);
    this.clear.hidden = !isFiltered(view);
  }
}
