// SPDX-License-Identifier: Apache-2.0
// Figures over time: one step line a claimant, what was superseded greyed, low to high as a thin stroke. A mark opens its sentence.
import {extent, max} from 'd3-array';
import {axisBottom, axisLeft} from 'd3-axis';
import {scaleLinear, scaleUtc} from 'd3-scale';
import {select} from 'd3-selection';
import {curveStepAfter, line} from 'd3-shape';
import {h, svg} from './dom';
import {rowName, type OpenEvidence} from './figures';
import {markShape} from './marks';
import type {CasualtyRow, FigureClaim} from './record';
import {claimantName, count, day, figure, inWords, shortFigure} from './words';

const width = 440;
const margin = {top: 18, right: 140, bottom: 20, left: 34};

interface Point {
  claim: FigureClaim;
  who: string; // whose line it is on
  at: Date;
  value: number;
}

const dayMs = 86_400_000;

function pointsOf(row: CasualtyRow): Point[] {
  const points = new Map<string, Point>();
  const reports = new Map<string, Set<string>>(); // papers that tell the same figure in their own voice are one line
  for (const claim of row.claims) {
    const value = claim.best ?? claim.low ?? claim.high;
    if (!claim.as_of || value === null || claim.standing === 'part') continue;
    const isReport = claim.relation === 'report';
    const line = isReport ? `report ${value}` : claim.claimant;
    if (isReport) reports.set(line, (reports.get(line) ?? new Set()).add(claim.claimant));
    const key = `${line}|${claim.as_of.slice(0, 10)}|${value}|${claim.standing}`;
    if (!points.has(key)) points.set(key, {claim, who: line, at: new Date(claim.as_of.slice(0, 10) + 'T00:00Z'), value});
  }
  for (const point of points.values()) {
    const papers = reports.get(point.who);
    point.who = papers && papers.size > 1 ? count(papers.size, 'report') : claimantName(point.claim.claimant);
  }
  return [...points.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Names at the right end, pushed apart so that none covers another. */
function spread(wanted: {name: string; y: number}[], gap: number): {name: string; y: number}[] {
  const placed = [...wanted].sort((a, b) => a.y - b.y);
  for (let i = 1; i < placed.length; ++i) placed[i]!.y = Math.max(placed[i]!.y, placed[i - 1]!.y + gap);
  return placed;
}

function chart(row: CasualtyRow, points: Point[], open: OpenEvidence): SVGSVGElement {
  const claimants = [...new Set(points.map(point => point.who))];
  const height = Math.max(118, 48 + claimants.length * 15);
  const [first, last] = extent(points, point => point.at) as [Date, Date];
  const x = scaleUtc([first, last], [margin.left + 6, width - margin.right - 8]);
  const y = scaleLinear([0, max(points, point => Math.max(point.value, point.claim.high ?? 0)) || 1], [height - margin.bottom, margin.top]).nice(3);
  const picture = svg('svg', {class: 'series', viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': `${inWords(row.outcome)}, ${rowName(row)}: figures over time`});
  const nDays = Math.round((last.getTime() - first.getTime()) / dayMs);
  const axis = axisBottom<Date>(x).ticks(Math.min(4, nDays)).tickSizeOuter(0).tickFormat(date => day(date.toISOString()).split(' ').slice(0, nDays > 400 ? 3 : 2).join(' '));
  select(picture).append('g').attr('class', 'axis').attr('transform', `translate(0,${height - margin.bottom})`).call(axis as never);
  select(picture).append('g').attr('class', 'axis grid').attr('transform', `translate(${margin.left},0)`).call(axisLeft(y).ticks(3).tickSize(-(width - margin.left - margin.right)) as never);
  const path = line<Point>(point => x(point.at), point => y(point.value)).curve(curveStepAfter);
  const ends: {name: string; y: number}[] = [];
  for (const claimant of claimants) {
    const own = points.filter(point => point.who === claimant);
    picture.append(svg('path', {class: `line ${own[0]!.claim.relation}`, d: path(own)}));
    const end = own.at(-1)!;
    ends.push({name: claimant, y: y(end.value)});
    picture.append(svg('line', {class: `lead ${own[0]!.claim.relation}`, x1: x(end.at), x2: width - margin.right, y1: y(end.value), y2: y(end.value)}));
  }
  // A number stands above its mark, or below where another stands already, or is left to the mark's own words.
  const labelled: {left: number; top: number; words: string}[] = [];
  const numberAt = (left: number, top: number, claim: FigureClaim): SVGElement | null => {
    const words = shortFigure(claim.low, claim.best, claim.high);
    const near = labelled.filter(one => Math.abs(one.left - left) < 26 && Math.abs(one.top - top) < 28);
    const shift = [-8, 16].find(by => !near.some(one => Math.abs(one.top - top - by) < 11));
    if (shift === undefined || near.some(one => one.words === words)) return null;
    labelled.push({left, top: top + shift, words});
    return svg('text', {class: claim.standing, y: shift, 'text-anchor': 'middle'}, words);
  };
  for (const point of points) {
    const {claim} = point;
    const label = `${shortFigure(claim.low, claim.best, claim.high)}, ${point.who}: ${figure(claim.low, claim.best, claim.high)}, ${day(claim.as_of)}${claim.standing === 'current' ? '' : ', ' + inWords(claim.standing)}`;
    const show = (): void => open(claim);
    const group = svg('g', {
      class: 'point', transform: `translate(${x(point.at)},${y(point.value)})`, role: 'button', tabindex: 0, 'aria-label': label, click: show,
      keydown: event => {
        if (!['Enter', ' '].includes((event as KeyboardEvent).key)) return;
        event.preventDefault();
        show();
      },
    }, svg('circle', {class: 'target', r: 10}), markShape(claim.relation, claim.standing), numberAt(x(point.at), y(point.value), claim));
    picture.append(group);
  }
  for (const {name, y: at} of spread(ends, 13)) {
    picture.append(svg('text', {class: 'name', x: width - margin.right + 5, y: at + 4}, name.length > 24 ? name.slice(0, 23) + '…' : name, svg('title', {}, name)));
  }
  return picture;
}

/** Rows that were counted on more than one day; null when there are none. */
export function series(rows: CasualtyRow[], open: OpenEvidence): HTMLElement | null {
  const charts = rows.flatMap(row => {
    const points = pointsOf(row);
    if (new Set(points.map(point => point.at.getTime())).size < 2) return [];
    return [h('figure', {class: 'over-time'}, h('figcaption', {}, `${inWords(row.outcome)}, ${rowName(row)}`), chart(row, points, open))];
  });
  return charts.length ? h('div', {}, charts) : null;
}
