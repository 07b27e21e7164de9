// SPDX-License-Identifier: Apache-2.0
// What is being looked at, kept in the address: whoever opens the address sees the same. Steps that a person would want
// to go back over are entries of the browser's history; typing and moving the map are not.
import type {Evidence, Order} from './record';

export type Page = 'incidents' | 'diplomacy' | 'background' | 'brief';
export type Pane = 'list' | 'map' | 'card';

/** Days of the bars: where nearly all incidents lie, all days, or the chosen days alone. */
export type Span = 'most' | 'all' | 'chosen';

export interface View {
  page: Page;
  pane: Pane; // on a phone, which of the three is shown
  q: string;
  kind: string;
  side: string;
  place: string;
  from: string;
  to: string;
  dead: number;
  contested: boolean;
  here: boolean; // only what the map shows
  span: Span; // the days that the bars of time cover
  order: Order;
  incident: string;
  evidence: Evidence | null;
  link: string; // of the network: "ARM>AZE"
  map: {lat: number; lon: number; zoom: number} | null;
}

export const initial: View = {
  page: 'incidents', pane: 'list', q: '', kind: '', side: '', place: '', from: '', to: '', dead: 0, contested: false, here: false, span: 'most',
  order: 'deadliest', incident: '', evidence: null, link: '', map: null,
};

const pages: readonly string[] = ['incidents', 'diplomacy', 'background', 'brief'];
const panes: readonly string[] = ['list', 'map', 'card'];
const date = /^\d{4}-\d\d-\d\d$/;

function evidenceFrom(text: string | null): Evidence | null {
  const match = /^(\d+)-(\d+):(.+)$/s.exec(text ?? '');
  return match ? {start: Number(match[1]), end: Number(match[2]), report: match[3]!} : null;
}

function mapFrom(text: string | null): View['map'] {
  const [zoom, lat, lon] = (text ?? '').split('/').map(Number);
  return Number.isFinite(zoom) && Number.isFinite(lat) && Number.isFinite(lon) && text ? {zoom: zoom!, lat: lat!, lon: lon!} : null;
}

export function viewFrom(search: string): View {
  const get = new URLSearchParams(search);
  const oneOf = <T extends string>(name: string, allowed: readonly string[], other: T): T => (allowed.includes(get.get(name) ?? '') ? (get.get(name) as T) : other);
  const day = (name: string): string => (date.test(get.get(name) ?? '') ? get.get(name)! : '');
  return {
    page: oneOf('page', pages, initial.page), pane: oneOf('pane', panes, get.get('i') ? 'card' : 'list'), q: get.get('q') ?? '', kind: get.get('kind') ?? '',
    side: get.get('side') ?? '', place: get.get('place') ?? '', from: day('from'), to: day('to'), dead: Math.max(0, Math.floor(Number(get.get('dead')) || 0)),
    contested: get.get('contested') === '1', here: get.get('here') === '1', span: oneOf('span', ['most', 'all', 'chosen'], initial.span), order: oneOf('order', ['deadliest', 'newest'], initial.order),
    incident: get.get('i') ?? '', evidence: evidenceFrom(get.get('ev')), link: get.get('link') ?? '', map: mapFrom(get.get('map')),
  };
}

export function addressOf(view: View): string {
  const set = new URLSearchParams();
  const put = (name: string, value: string, other = ''): void => {
    if (value !== other) set.set(name, value);
  };
  put('page', view.page, 'incidents');
  put('q', view.q);
  put('kind', view.kind);
  put('side', view.side);
  put('place', view.place);
  put('from', view.from);
  put('to', view.to);
  put('dead', String(view.dead), '0');
  put('contested', view.contested ? '1' : '');
  put('here', view.here ? '1' : '');
  put('span', view.span, initial.span);
  put('order', view.order, initial.order);
  put('i', view.incident);
  put('pane', view.pane, view.incident ? 'card' : 'list');
  if (view.evidence) put('ev', `${view.evidence.start}-${view.evidence.end}:${view.evidence.report}`);
  put('link', view.link);
  if (view.map) put('map', `${view.map.zoom.toFixed(2)}/${view.map.lat.toFixed(4)}/${view.map.lon.toFixed(4)}`);
  const text = set.toString().replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%3E', '>');
  return text ? '?' + text : location.pathname;
}

type Listener = (view: View, changed: ReadonlySet<keyof View>) => void;

export class State {
  view: View = viewFrom(location.search);
  private readonly listeners: Listener[] = [];

  constructor() {
    addEventListener('popstate', () => this.show(viewFrom(location.search)));
  }

  subscribe(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** `keep`: an entry of the history that the back button returns to. */
  set(change: Partial<View>, keep = true): void {
    const next = {...this.view, ...change};
    const address = addressOf(next);
    if (address !== addressOf(this.view)) history[keep ? 'pushState' : 'replaceState'](null, '', address);
    this.show(next);
  }

  private show(next: View): void {
    const changed = new Set((Object.keys(next) as (keyof View)[]).filter(key => JSON.stringify(next[key]) !== JSON.stringify(this.view[key])));
    this.view = next;
    if (changed.size) for (const listener of this.listeners) listener(next, changed);
  }
}
