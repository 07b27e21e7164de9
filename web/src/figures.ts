// SPDX-License-Identifier: Apache-2.0
// Losses: per outcome, side and class the low, best and high figure as a bar on one scale, under it each claimant's figure
// with its mark. Superseded figures stay, greyed; parts stand indented under their total; totals are apart, never added.
import {scaleLinear, type ScaleLinear} from 'd3-scale';
import {h, svg} from './dom';
import {mark, markShape} from './marks';
import type {CasualtyRow, Evidence, FigureClaim} from './record';
import {plain} from './text';
import {capital, claimantName, count, day, figure, inWords, number, relationWords, sideName} from './words';

export type OpenEvidence = (evidence: Evidence) => void;

type Scale = ScaleLinear<number, number>;

const agreementWords: Record<string, string> = {
  corroborated: 'corroborated', single_source: 'single source', contested: '≠ contested', superseded: 'superseded',
};

const valueOf = (figures: {low: number | null; best: number | null; high: number | null}): number => figures.best ?? figures.low ?? figures.high ?? 0;

/** Who lost: "Armenia, military". */
export function rowName(row: CasualtyRow): string {
  return [sideName(row.side), row.class === 'unknown' ? '' : inWords(row.class)].filter(Boolean).join(', ');
}

function scaleOf(rows: CasualtyRow[]): Scale {
  const most = Math.max(1, ...rows.flatMap(row => [row.high ?? 0, valueOf(row), ...row.claims.map(claim => claim.high ?? valueOf(claim))]));
  return scaleLinear([0, most * 1.04], [0, 100]);
}

/** Bar from low to high (open to the right where no upper bound is told), a stroke at best, below it the claimants' marks. */
function rangeBar(row: CasualtyRow, scale: Scale): SVGSVGElement {
  const at = (value: number): string => `${scale(value).toFixed(2)}%`;
  const best = valueOf(row);
  const low = row.low ?? best;
  const bar = svg('svg', {class: 'range', width: '100%', height: 30, 'aria-hidden': 'true'});
  bar.append(svg('line', {class: 'base', x1: 0, x2: '100%', y1: 9.5, y2: 9.5}));
  const high = row.high ?? best;
  bar.append(svg('rect', {class: 'extent', x: at(low), y: 5, width: `${Math.max(0.4, scale(high) - scale(low)).toFixed(2)}%`, height: 9}));
  if (row.high === null && best > 0) bar.append(svg('line', {class: 'open', x1: at(high), x2: '100%', y1: 9.5, y2: 9.5}));
  bar.append(svg('svg', {class: 'at', x: at(best), y: 9.5}, svg('rect', {class: 'best', x: -1.5, y: -7.5, width: 3, height: 15})));
  const order = ['superseded', 'rejected', 'part', 'running_total', 'total', 'current'];
  for (const claim of [...row.claims].sort((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing)))
    bar.append(svg('svg', {class: 'at', x: at(valueOf(claim)), y: 23.5}, markShape(claim.relation, claim.standing)));
  return bar;
}

const standingWords: Record<string, string> = {
  current: '', superseded: 'superseded', part: 'part', total: 'total', running_total: 'running total', rejected: 'rejected by a person',
};

function claimLine(claim: FigureClaim, open: OpenEvidence): HTMLElement {
  const words = figure(claim.low, claim.best, claim.high);
  const standing = standingWords[claim.standing] ?? inWords(claim.standing);
  return h(
    'li', {class: `claim-line ${claim.standing}`},
    mark(claim.relation, claim.standing),
    h('span', {class: 'claimant'}, h('bdi', {}, claimantName(claim.claimant)), h('span', {class: 'faint'}, ' ', relationWords[claim.relation] ?? '')),
    h('button', {type: 'button', class: 'figure', title: 'Show the sentence', click: () => open(claim)}, words),
    h('span', {class: 'faint when'}, [standing, claim.standing === 'part' && claim.place ? h('bdi', {}, plain(claim.place)) : null, claim.as_of ? day(claim.as_of) : null]
      .filter(Boolean).flatMap((part, i) => (i ? [' · ', part] : [part]))),
  );
}

/** One claimant's same figure told by several reports is one line; its evidence is the first, the others are counted. */
function told(claims: FigureClaim[]): {claim: FigureClaim; times: number}[] {
  const lines = new Map<string, {claim: FigureClaim; times: number}>();
  for (const claim of claims) {
    const key = [claim.claimant, claim.low, claim.best, claim.high, claim.standing, claim.as_of?.slice(0, 10), claim.place].join('|');
    const line = lines.get(key);
    if (line) line.times++;
    else lines.set(key, {claim, times: 1});
  }
  return [...lines.values()];
}

function claimLines(row: CasualtyRow, open: OpenEvidence): HTMLElement {
  const list = (standings: string[]): HTMLElement[] =>
    told(row.claims.filter(claim => standings.includes(claim.standing))).map(({claim, times}) => {
      const line = claimLine(claim, open);
      if (times > 1) line.lastElementChild!.append(` · ${count(times, 'report')}`);
      return line;
    });
  const superseded = list(['superseded']);
  const rejected = list(['rejected']);
  const words = [superseded.length ? `${count(superseded.length, 'figure')} superseded` : '', rejected.length ? `${count(rejected.length, 'figure')} rejected by a person` : ''];
  return h(
    'div', {class: 'claim-lines'},
    h('ul', {}, list(['current', 'total', 'running_total'])),
    h('ul', {class: 'parts'}, list(['part'])),
    words.some(Boolean) ? h('details', {}, h('summary', {}, words.filter(Boolean).join(', ')), h('ul', {}, rejected, superseded)) : null,
  );
}

function outcomeTable(outcome: string, rows: CasualtyRow[], open: OpenEvidence): HTMLElement {
  const scale = scaleOf(rows);
  const ticks = scale.ticks(3).filter(tick => Number.isInteger(tick) && scale(tick) < 96);
  const axis = h('span', {class: 'axis', 'aria-hidden': 'true'}, ticks.map(tick => {
    const label = h('span', {}, number(tick));
    label.style.left = `${scale(tick)}%`;
    return label;
  }));
  const head = h('tr', {}, h('th', {scope: 'col', class: 'outcome'}, capital(inWords(outcome))), ['low', 'best', 'high'].map(name => h('th', {scope: 'col', class: 'number'}, name)), h('th', {scope: 'col', class: 'bar'}, axis, h('span', {class: 'sr'}, 'range')));
  const body = rows.map(row => h(
    'tbody', {class: row.agreement},
    h('tr', {},
      h('th', {scope: 'row'}, capital(rowName(row)), h('span', {class: `agreement ${row.agreement}`}, agreementWords[row.agreement] ?? row.agreement)),
      h('td', {class: 'number'}, number(row.low)), h('td', {class: 'number best-number'}, number(row.best)),
      h('td', {class: 'number'}, row.high === null ? h('span', {title: 'no upper bound is told'}, '–', h('span', {class: 'sr'}, ' not told')) : number(row.high)),
      h('td', {class: 'bar'}, rangeBar(row, scale))),
    h('tr', {class: 'by-claimant'}, h('td', {colspan: 5}, claimLines(row, open))),
  ));
  return h('table', {class: 'losses'}, h('thead', {}, head), body);
}

function grouped(rows: CasualtyRow[]): Map<string, CasualtyRow[]> {
  const groups = new Map<string, CasualtyRow[]>();
  for (const row of rows) groups.set(row.outcome, [...(groups.get(row.outcome) ?? []), row]);
  return groups;
}

export function losses(rows: CasualtyRow[], totals: CasualtyRow[], open: OpenEvidence): HTMLElement {
  const tables = (of: CasualtyRow[]): HTMLElement[] => [...grouped(of)].map(([outcome, group]) => outcomeTable(outcome, group, open));
  return h(
    'div', {class: 'figures'},
    rows.length ? tables(rows) : h('p', {class: 'empty'}, 'No losses are told of.'),
    totals.length ? h('details', {class: 'totals'}, h('summary', {}, `${count(totals.length, 'total')} over several of these or a longer time: not added`), tables(totals)) : null,
  );
}
