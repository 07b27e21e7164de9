// SPDX-License-Identifier: Apache-2.0
// The page put together: state in, parts out. The list comes first; the map, the largest part, is loaded while the list already stands.
import {api, query} from './api';
import {Card, allEvidence} from './card';
import {Catalogue, best} from './catalogue';
import {byId, h, later} from './dom';
import {Filters, isFiltered} from './filters';
import {legend, overview} from './legend';
import {IncidentList} from './list';
import type {IncidentMap} from './map';
import {Reader} from './reader';
import type {Summary} from './record';
import {spotsOf, spotsOfIncident, type Spot} from './spots';
import {State, type Page, type Pane, type View} from './state';
import {plain} from './text';
import {themeSwitch} from './theme';
import {TimeBars} from './time';
import {count, day, shortFigure} from './words';

const state = new State();
let summary: Summary;
let catalogue: Catalogue;
let map: IncidentMap | null = null;
let rows: number[] = [];

const pageNames: [Page, string][] = [['incidents', 'Incidents'], ['diplomacy', 'Diplomacy'], ['background', 'Background'], ['brief', 'Brief']];
const paneNames: [Pane, string][] = [['list', 'List'], ['map', 'Map'], ['card', 'Incident']];

function failed(error: unknown): void {
  const news = byId('news');
  news.textContent = `The ledger cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  news.classList.add('bad');
}

function tabs<T extends string>(frame: HTMLElement, names: [T, string][], current: () => T, choose: (name: T) => void): () => void {
  const links = names.map(([name, words]) => h('button', {type: 'button', 'data-name': name, click: () => choose(name)}, words));
  frame.append(...links);
  return () => links.forEach((link, i) => (names[i]![0] === current() ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current')));
}

const filters = new Filters(state);
const time = new TimeBars(state);
const reader = new Reader(state);
const showPages = tabs(byId('pages'), pageNames, () => state.view.page, page => state.set({page, evidence: null}));
const showPanes = tabs(byId('panes'), paneNames, () => state.view.pane, pane => state.set({pane}));
const mapLegend = legend(() => rows.filter(row => catalogue.index.lat[row] == null).length);
let list: IncidentList;
let card: Card;

/** The largest part of the page; fetched while the ledger is, and only where a map is to be seen. */
let mapProgramOnce: Promise<typeof import('./map')> | null = null;
const mapProgram = (): Promise<typeof import('./map')> => (mapProgramOnce ??= import('./map'));

const places = (): Spot[] => spotsOf(catalogue, rows);

// The map follows a little later: while one drags over days or types, the list comes first.
const showOnMap = later(60, () => map?.show(places()));

function refilter(view: View): void {
  rows = catalogue.matching(view, map?.bounds ?? null);
  list.show(catalogue, rows);
  time.show(catalogue, catalogue.matching(view, map?.bounds ?? null, true));
  showOnMap();
  mapLegend.update();
  const all = catalogue.index.id.length;
  byId<HTMLAnchorElement>('geojson').href = 'api/incidents.geojson' + query({
    q: view.q, kind: view.kind, side: view.side, place: view.place, from: view.from, to: view.to, min_dead: view.dead || null, contested: view.contested ? 1 : null,
  });
  byId('matching').textContent = isFiltered(view) ? `${rows.length} of ${count(all, 'incident')}` : count(all, 'incident');
}

function told(spot: Spot): string {
  const [first] = spot.rows;
  const {index} = catalogue;
  if (first === undefined) return '';
  const [low = null, , high = null] = index.killed[first] ?? [];
  const value = best(index.killed[first]);
  const dead = value === null ? 'no number of killed' : `${shortFigure(low, value, high)} killed`;
  return spot.rows.length === 1 ? `${dead} · ${plain(index.title[first] ?? '')}` : `${count(spot.rows.length, 'incident')}; the deadliest: ${dead}`;
}

async function loadMap(): Promise<void> {
  const {IncidentMap: Made} = await mapProgram();
  const moved = (at: NonNullable<View['map']>): void => {
    state.set({map: at}, false);
    if (state.view.here) refilter(state.view);
  };
  const chosen = (spot: Spot): void => {
    const id = spot.rows.length === 1 ? catalogue.index.id[spot.rows[0]!] : undefined;
    state.set(id ? {incident: id, evidence: null, pane: 'card'} : {place: spot.name, pane: 'list'});
  };
  map = new Made(byId('map'), {moved, chosen, told}, state.view.map);
  map.show(places());
  if (!state.view.map) map.fit(places(), false);
  if (state.view.here) refilter(state.view);
  markIncident();
  byId('map-tools').append(
    h('button', {type: 'button', 'aria-label': 'Zoom in', click: () => map?.zoom(1)}, '+'), h('button', {type: 'button', 'aria-label': 'Zoom out', click: () => map?.zoom(-1)}, '−'),
    h('button', {type: 'button', title: 'Show all of the list', 'aria-label': 'Show all incidents of the list on the map', click: () => map?.fit(places(), true)}, '⤢'));
}

function markIncident(): void {
  map?.mark(card.incident ? spotsOfIncident(card.incident) : []);
}

async function showIncident(id: string, isFirst = false): Promise<void> {
  await card.show(id);
  nameDocument();
  markIncident();
  if (card.incident && !isFirst) map?.reveal(spotsOfIncident(card.incident));
  await reader.show(state.view.evidence, card.incident ? allEvidence(card.incident) : []);
}

async function showPage(view: View): Promise<void> {
  for (const [page] of pageNames) byId(page).hidden = page !== view.page;
  document.body.dataset['page'] = view.page;
  showPages();
  try {
    if (view.page === 'diplomacy') await (await import('./network')).showNetwork(state);
    if (view.page === 'background') await (await import('./background')).showBackground(state);
    if (view.page === 'brief') await (await import('./brief')).showBrief(state);
  } catch (error) {
    byId(view.page).replaceChildren(h('p', {class: 'empty', role: 'alert'}, error instanceof Error ? error.message : String(error)));
  }
}

function showPane(view: View): void {
  document.body.dataset['pane'] = view.pane;
  showPanes();
}

const filtering: (keyof View)[] = ['q', 'kind', 'side', 'place', 'from', 'to', 'dead', 'contested', 'here', 'order', 'span'];

function changed(view: View, what: ReadonlySet<keyof View>): void {
  filters.show(view);
  if (filtering.some(key => what.has(key))) refilter(view);
  if (what.has('q') && view.q) void catalogue.search(view.q).then(() => state.view.q === view.q && refilter(state.view), () => undefined);
  if (what.has('incident')) {
    list.redraw();
    list.reveal(view.incident);
    void showIncident(view.incident);
  } else if (what.has('evidence')) void reader.show(view.evidence, card.incident ? allEvidence(card.incident) : []);
  if (what.has('pane')) showPane(view);
  if (what.has('page') || (view.page !== 'incidents' && ['from', 'to', 'link', 'side', 'kind', 'place'].some(key => what.has(key as keyof View)))) void showPage(view);
}

function nameDocument(): void {
  document.title = [card.incident?.title, summary.title, 'sitrep'].flatMap(part => (part ? [plain(part)] : [])).join(' · ');
}

function about(): void {
  const parts = [`${count(summary.incidents, 'incident')} from ${count(summary.reports, 'report')}`, summary.first ? `${day(summary.first)} – ${day(summary.last)}` : ''];
  byId('about').replaceChildren(summary.title ? h('b', {}, plain(summary.title), ' ') : '', parts.filter(Boolean).join(' · '));
  nameDocument();
}

/** Reads the ledger anew, leaving the view as it is but for the incident, which a correction may have given another number. */
async function reload(incident = state.view.incident): Promise<void> {
  api.forget();
  [summary, catalogue] = await Promise.all([api.summary(), api.index().then(index => new Catalogue(index))]);
  about();
  filters.offer(catalogue);
  refilter(state.view);
  if (incident === state.view.incident) await card.show(incident, true);
  else state.set({incident, evidence: null});
  markIncident();
  byId('news').replaceChildren();
}

function watch(): void {
  api.watch(revision => {
    if (revision <= summary.ledger_revision) return;
    // What a person reads does not change under their eyes: they are told, and choose when.
    byId('news').replaceChildren('The ledger has changed. ', h('button', {type: 'button', class: 'main-button', click: () => void reload().catch(failed)}, 'Show the changes'));
  });
  addEventListener('sitrep:corrected', event => void reload((event as CustomEvent<string | null>).detail ?? undefined).catch(failed));
  addEventListener('beforeprint', () => card.openForPrint());
}

async function start(): Promise<void> {
  byId('tools').append(themeSwitch(() => map?.recolour()));
  byId('home').addEventListener('click', event => {
    event.preventDefault();
    state.set({page: 'incidents', incident: '', evidence: null, pane: 'list'});
  });
  showPane(state.view);
  if (byId('map').clientWidth) void mapProgram().catch(() => undefined); // told of where it is waited for
  const [firstSummary, index] = await Promise.all([api.summary(), api.index()]);
  summary = firstSummary;
  catalogue = new Catalogue(index);
  list = new IncidentList(state, catalogue);
  card = new Card(state, () => summary.can_correct, () => overview(summary), () => {
    if (!byId('map').clientWidth) state.set({pane: 'map'});
    if (card.incident) map?.fit(spotsOfIncident(card.incident), true);
  });
  about();
  filters.offer(catalogue);
  refilter(state.view);
  performance.mark('sitrep:list');
  state.subscribe(changed);
  if (state.view.q) void catalogue.search(state.view.q).then(() => refilter(state.view), () => undefined);
  list.reveal(state.view.incident);
  void showPage(state.view);
  void showIncident(state.view.incident, true);
  // On a phone the map is loaded when it is first looked at.
  const seen = new ResizeObserver(() => {
    if (!byId('map').clientWidth) return;
    seen.disconnect();
    void loadMap().catch(failed);
  });
  seen.observe(byId('map'));
  watch();
}

void start().catch(failed);
