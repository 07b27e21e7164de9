// SPDX-License-Identifier: Apache-2.0
// The card of one incident: what it is and how sure, losses, figures over time, claims and denials, responsibility,
// reports, findings, revisions. Each number and each claim opens its sentence.
import {ApiError, api} from './api';
import {claims} from './claims';
import {correcting} from './correct';
import {byId, h, outsideLink} from './dom';
import {losses, type OpenEvidence} from './figures';
import {series} from './series';
import type {Evidence, Finding, Incident, IncidentDetail, ReportHead, Responsibility, Revision} from './record';
import type {State} from './state';
import {plain} from './text';
import {capital, claimantName, count, day, days, inWords, precisionWords, sideName} from './words';

export const allEvidence = (incident: Incident): Evidence[] => [
  ...[...incident.casualties, ...incident.totals].flatMap(row => row.claims), ...incident.claims, ...incident.responsibility, ...incident.places,
];

function section(id: string, title: string, content: HTMLElement | null, note = ''): HTMLElement | null {
  return content && h('section', {id: `card-${id}`, 'aria-labelledby': `card-${id}-title`}, h('h3', {id: `card-${id}-title`}, title, note ? h('span', {class: 'note'}, note) : null), content);
}

function places(incident: Incident, open: OpenEvidence, showOnMap: () => void): HTMLElement {
  const isOnMap = incident.places.some(place => place.lat !== null);
  return h('div', {}, isOnMap ? h('button', {type: 'button', class: 'plain screen-only to-map', click: showOnMap}, 'Show on the map') : null, h('ul', {class: 'places'}, incident.places.map(place => h('li', {},
    h('button', {type: 'button', class: 'figure', click: () => open(place)}, h('bdi', {}, plain(place.name))),
    h('span', {class: 'faint'}, ' ', precisionWords[place.precision] ?? inWords(place.precision), place.lat === null ? ', not on the map' : '')))));
}

const gradeWords: Record<string, string> = {confirmed: 'confirmed', fair: 'fair', weak: 'weak', contested: '≠ contested', unknown: 'not known'};

function grades(incident: Incident): HTMLElement {
  const one = (name: string, grade: string): HTMLElement => h('div', {class: `grade ${grade}`}, h('dt', {}, name), h('dd', {}, gradeWords[grade] ?? grade));
  return h('dl', {class: 'grades', title: 'Proposed from counts of sources; a person can change it'},
    one('That it happened', incident.event_grade), one('Who did it', incident.responsibility_grade), one('How many', incident.figure_grade));
}

const blames: [Responsibility['blame'], string][] = [['claimed', 'claims it'], ['blamed', 'blamed by'], ['denied', 'denies it']];

/** Per actor: who claims, who blames, who denies. */
function responsibility(all: Responsibility[], open: OpenEvidence): HTMLElement | null {
  if (!all.length) return null;
  const actors = [...new Set(all.map(one => one.actor))];
  const cell = (actor: string, blame: string): HTMLElement => {
    const seen = new Map<string, Responsibility[]>();
    for (const one of all) if (one.actor === actor && one.blame === blame) seen.set(one.claimant, [...(seen.get(one.claimant) ?? []), one]);
    return h('td', {}, seen.size ? h('ul', {}, [...seen].map(([claimant, said]) => h('li', {},
      h('button', {type: 'button', class: 'figure', title: 'Show the sentence', click: () => open(said[0]!)}, h('bdi', {}, claimantName(claimant))),
      said.length > 1 ? h('span', {class: 'faint'}, ` ${said.length} times`) : null))) : h('span', {class: 'faint'}, '–'));
  };
  return h('table', {class: 'responsibility'},
    h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'Actor'), blames.map(([, words]) => h('th', {scope: 'col'}, words)))),
    h('tbody', {}, actors.map(actor => h('tr', {}, h('th', {scope: 'row'}, h('bdi', {}, claimantName(actor))), blames.map(([blame]) => cell(actor, blame))))));
}

/** Copies of one wire story are one line, with the papers behind it. */
function reports(heads: ReportHead[], incident: Incident, open: OpenEvidence): HTMLElement {
  const known = new Map(heads.map(head => [head.id, head]));
  const stories = new Map<string, ReportHead[]>();
  for (const id of incident.reports) {
    const head = known.get(id) ?? {id, title: null, publisher: null, published: null, url: null};
    const story = head.story == null ? `report ${id}` : `story ${head.story}`;
    stories.set(story, [...(stories.get(story) ?? []), head]);
  }
  const evidence = allEvidence(incident);
  const line = (head: ReportHead): HTMLElement => h('li', {},
    h('button', {type: 'button', class: 'report-title', dir: 'auto', click: () => open(evidence.find(one => one.report === head.id) ?? {report: head.id, start: 0, end: 0})}, plain(head.title ?? head.id)),
    h('span', {class: 'faint'}, ' ', outsideLink(head.url, plain(head.publisher ?? head.id)), head.published ? ` · ${day(head.published)}` : ''));
  return h('ul', {class: 'reports'}, [...stories.values()].map(([first, ...copies]) => {
    const item = line(first!);
    if (copies.length) item.append(h('details', {}, h('summary', {}, `the same story in ${count(copies.length, 'other report')}: one source`), h('ul', {}, copies.map(line))));
    return item;
  }));
}

const severityWords: Record<string, string> = {note: 'note', warning: '! check', error: '!! error'};

/** The same finding in several reports is one line. */
function findings(all: Finding[], open: OpenEvidence): HTMLElement | null {
  if (!all.length) return null;
  const seen = new Map<string, Finding[]>();
  for (const finding of all) seen.set(finding.message, [...(seen.get(finding.message) ?? []), finding]);
  return h('ul', {class: 'findings'}, [...seen.values()].map(same => h('li', {class: same[0]!.severity},
    h('b', {}, severityWords[same[0]!.severity] ?? same[0]!.severity), ' ', h('bdi', {}, plain(same[0]!.message)), ' ',
    same.flatMap(one => (one.report ? [one.report] : [])).map((report, i, all) => h('button', {type: 'button', class: 'figure', click: () => open({report, start: 0, end: 0})}, all.length > 1 ? `report ${i + 1}` : 'report')).flatMap(button => [button, ' ']))));
}

function revisions(all: Revision[]): HTMLElement | null {
  if (!all.length) return null;
  return h('ol', {class: 'revisions', reversed: true}, [...all].sort((a, b) => b.revision - a.revision).map(one => h('li', {value: one.revision},
    h('b', {}, plain(one.by)), one.at ? ` · ${day(one.at)}` : '', h('ul', {}, [one.what].flat().map(what => h('li', {}, h('bdi', {}, plain(what))))))));
}

export class Card {
  private readonly frame = byId('card');
  private shown: IncidentDetail | null = null;
  private asked: string | null = null;

  constructor(private readonly state: State, private readonly canCorrect: () => boolean, private readonly whenEmpty: () => HTMLElement, private readonly showOnMap: () => void) {}

  get incident(): Incident | null {
    return this.shown?.incident ?? null;
  }

  /** On paper nothing can be unfolded, so all is open. */
  openForPrint(): void {
    const closed = [...this.frame.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    for (const details of closed) details.open = true;
    addEventListener('afterprint', () => closed.forEach(details => (details.open = false)), {once: true});
  }

  readonly open: OpenEvidence = ({report, start, end}) => this.state.set({evidence: {report, start, end}, pane: 'card'});

  async show(id: string, again = false): Promise<void> {
    if (id === this.asked && !again) return;
    this.asked = id;
    if (!id) {
      this.shown = null;
      this.frame.replaceChildren(this.whenEmpty());
      return;
    }
    if (!again) this.frame.replaceChildren(h('p', {class: 'empty'}, 'Loading…'));
    try {
      const detail = await api.incident(id);
      if (this.asked !== id) return;
      this.shown = detail;
      this.draw(detail);
      if (detail.incident.id !== id) this.state.set({incident: detail.incident.id}, false); // it was merged
    } catch (error) {
      if (this.asked !== id) return;
      this.shown = null;
      const said = error instanceof ApiError && error.status === 404 ? `There is no incident ${plain(id)} in this ledger.` : `The incident cannot be shown: ${error instanceof Error ? error.message : String(error)}`;
      this.frame.replaceChildren(h('p', {class: 'empty', role: 'alert'}, said));
    }
  }

  private draw(detail: IncidentDetail): void {
    const {incident} = detail;
    const {open} = this;
    const rows = incident.casualties.filter(row => row.agreement !== 'superseded').concat(incident.casualties.filter(row => row.agreement === 'superseded'));
    this.frame.replaceChildren(...[
      h('header', {},
        h('p', {class: 'meta'}, h('span', {class: 'id'}, incident.id), ' · ', capital(inWords(incident.kind)), ' · ', incident.from ? days(incident.from, incident.to) : `reported ${day(incident.first_seen)}`,
          ' · ', h('span', {class: `status ${incident.status}`}, incident.status === 'ended' ? 'ended' : 'open')),
        h('h2', {dir: 'auto'}, plain(incident.title)),
        detail.is_set_aside ? h('p', {class: 'set-aside', role: 'note'}, 'Rejected by a person: this incident is in no list, count or export. The revisions say who and why.') : null,
        h('p', {class: 'sides'}, incident.sides.map((side, i) => [i ? ' · ' : '', h('b', {}, sideName(side.key)), side.role === 'party' ? '' : ` (${side.role})`]), incident.sides.length ? ' · ' : '',
          `${count(incident.reports.length, 'report')} from ${count(incident.independent_sources, 'independent source')}`),
        grades(incident)),
      section('losses', 'Losses', losses(rows, incident.totals, open), 'low · best · high, and who says so'),
      section('series', 'Figures over time', series([...rows, ...incident.totals], open), 'a later figure of the same claimant supersedes'),
      section('claims', 'Who says what', claims(incident.claims, open)),
      section('responsibility', 'Responsibility', responsibility(incident.responsibility, open), 'as told, not as found'),
      incident.places.length ? section('places', 'Places', places(incident, open, this.showOnMap)) : null,
      section('reports', 'Evidence', reports(detail.reports, incident, open), 'copies of one story are one source'),
      section('findings', 'Findings', findings(detail.findings ?? [], open), 'what does not agree inside the reports'),
      section('revisions', 'Revisions', revisions(detail.revisions ?? [])),
      this.foot(incident),
      this.canCorrect() ? correcting(detail) : null,
    ].filter(part => part !== null));
    this.frame.scrollTop = 0;
  }

  private foot(incident: Incident): HTMLElement {
    const copy = h('button', {type: 'button', class: 'plain'}, 'Copy link');
    copy.addEventListener('click', () => void navigator.clipboard?.writeText(location.href).then(() => (copy.textContent = 'Link copied')));
    return h('footer', {class: 'card-foot'}, copy, h('button', {type: 'button', class: 'plain', click: () => print()}, 'Print'),
      h('a', {href: `api/incidents/${encodeURIComponent(incident.id)}`, download: `${incident.id}.json`}, 'Download JSON'),
      h('span', {class: 'faint'}, `revision ${incident.revision} · first seen ${day(incident.first_seen)} · last seen ${day(incident.last_seen)}`));
  }
}
