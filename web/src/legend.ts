// SPDX-License-Identifier: Apache-2.0
// How to read the map and the marks; and what the card's place holds while no incident is open.
import {byId, h, svg} from './dom';
import {mark} from './marks';
import type {Relation, Summary} from './record';
import {count, day, inWords, relationWords, sideName} from './words';

function sample(...shapes: SVGElement[]): SVGSVGElement {
  return svg('svg', {class: 'sample', viewBox: '0 0 40 26', 'aria-hidden': 'true'}, shapes);
}

export function legend(unplaced: () => number): {update: () => void} {
  const missing = h('p', {class: 'faint'});
  const rows: [SVGSVGElement, string][] = [
    [sample(svg('circle', {class: 'ring', cx: 20, cy: 13, r: 12}), svg('circle', {class: 'dot', cx: 20, cy: 13, r: 8}), svg('circle', {class: 'low', cx: 20, cy: 13, r: 4.5})), 'a named place: disc = best figure of killed, inner line = low, ring = high'],
    [sample(svg('circle', {class: 'none', cx: 20, cy: 13, r: 4})), 'no killed told of'],
    [sample(svg('circle', {class: 'area', cx: 20, cy: 13, r: 12}), svg('circle', {class: 'area', cx: 20, cy: 13, r: 8})), 'somewhere in a district or region: soft area, no dot'],
    [sample(svg('path', {class: 'band', d: 'M3,20C12,6 24,22 37,6'})), 'along a border: band'],
    [sample(svg('circle', {class: 'focus', cx: 20, cy: 13, r: 6})), 'places of the open incident'],
  ];
  byId('legend').append(h('details', {class: 'legend'}, h('summary', {}, 'How to read the map'),
    h('ul', {}, rows.map(([picture, words]) => h('li', {}, picture, words))), missing,
    h('p', {class: 'faint'}, 'Incidents of one place are one spot, as large as the deadliest of them: they are not added up. Borders: Natural Earth; they take no side.')));
  return {update: () => {
    const n = unplaced();
    missing.textContent = n ? `${count(n, 'incident')} of the list ${n === 1 ? 'has' : 'have'} no place and ${n === 1 ? 'is' : 'are'} not on the map.` : '';
  }};
}

export function overview(summary: Summary): HTMLElement {
  const list = (counts: Record<string, number>, name: (key: string) => string): HTMLElement =>
    h('ul', {class: 'counts'}, Object.entries(counts).filter(([key]) => key).sort((a, b) => b[1] - a[1]).slice(0, 12).map(([key, n]) => h('li', {}, h('b', {}, String(n)), ' ', name(key))));
  const relations: Relation[] = ['own_side', 'opponent', 'third_party', 'report'];
  return h('div', {class: 'overview'},
    h('h2', {}, 'No incident is open'),
    h('p', {class: 'lead'}, 'Choose one in the list or on the map. Every number there opens the sentence that it comes from.'),
    h('h3', {}, 'This ledger'),
    h('p', {}, `${count(summary.incidents, 'incident')} from ${count(summary.reports, 'report')}, ${day(summary.first)} to ${day(summary.last)}.`),
    h('h4', {}, 'By kind'), list(summary.kinds, inWords), h('h4', {}, 'By side'), list(summary.sides, sideName),
    h('h3', {}, 'How to read a figure'),
    h('ul', {class: 'how'}, relations.map(relation => h('li', {}, mark(relation), ' said by: ', relationWords[relation]!)),
      h('li', {}, h('b', {}, '135+'), ' at least 135; no upper bound is told'),
      h('li', {}, h('b', {}, '0'), ' is told to be none; ', h('b', {}, '–'), ' no number is told; ', h('b', {}, '?'), ' a number is said not to be known'),
      h('li', {}, h('span', {class: 'contested'}, '≠ contested'), ' claimants differ; figures of different claimants are never averaged'),
      h('li', {}, 'Colour says nothing that a word or a shape does not say too.')));
}
