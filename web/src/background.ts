// SPDX-License-Identifier: Apache-2.0
// History that the reports carry: told apart from what happened now, by report, never counted.
import {api} from './api';
import {byId, h} from './dom';
import type {Background} from './record';
import type {State} from './state';
import {plain, quoted} from './text';
import {count, day} from './words';

export async function showBackground(state: State): Promise<void> {
  const frame = byId('background');
  const {from, to} = state.view;
  const head = [h('h2', {}, 'Background'), h('p', {class: 'lead'}, 'History as the reports tell it: earlier wars, older losses, agreements of the past. It is kept apart and never added to current figures.')];
  frame.replaceChildren(...head, h('p', {class: 'empty'}, 'Loading…'));
  const {sentences} = await api.background(from, to);
  const byReport = new Map<string, Background['sentences']>();
  for (const sentence of sentences) byReport.set(sentence.report, [...(byReport.get(sentence.report) ?? []), sentence]);
  const incidentLink = (id: string): HTMLElement => h('a', {href: `?i=${encodeURIComponent(id)}`, click: event => {
    event.preventDefault();
    state.set({page: 'incidents', incident: id, evidence: null, pane: 'card'});
  }}, id);
  const group = ([report, told]: [string, Background['sentences']]): HTMLElement => {
    const title = h('h3', {dir: 'auto'}, plain(report));
    const source = h('p', {class: 'source'});
    api.reading(report).then(({report: full}) => {
      title.textContent = plain(full.title ?? report);
      source.textContent = plain([full.publisher, full.published && day(full.published)].filter(Boolean).join(' · '));
    }, () => undefined);
    const incidents = [...new Set(told.flatMap(sentence => sentence.incidents ?? []))];
    return h('section', {}, title, source,
      h('ul', {class: 'told'}, told.map(sentence => h('li', {}, h('button', {type: 'button', class: 'quote', click: () => state.set({evidence: {report, start: sentence.start, end: sentence.end}})}, quoted(sentence.text.trim()))))),
      incidents.length ? h('p', {class: 'faint'}, 'in reports on ', incidents.map((id, i) => [i ? ', ' : '', incidentLink(id)])) : null);
  };
  frame.replaceChildren(...head, h('p', {class: 'faint'}, `${count(sentences.length, 'sentence')} in ${count(byReport.size, 'report')}`),
    ...(sentences.length ? [...byReport].map(group) : [h('p', {class: 'empty'}, 'No report of these days tells history.')]));
}
