// SPDX-License-Identifier: Apache-2.0
// Diplomacy: who spoke to whom, as a network and, equal to it, as a list. A line's width is how often it is told; its arrow
// says who acted. Choosing one shows what was done and the sentences.
import {forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationLinkDatum, type SimulationNodeDatum} from 'd3-force';
import {api} from './api';
import {byId, h, svg} from './dom';
import type {OpenEvidence} from './figures';
import {wordsAt} from './reader';
import type {Diplomacy, Evidence} from './record';
import type {State} from './state';
import {plain, quoted} from './text';
import {capital, count, inWords, isCountry, sideName} from './words';

interface Node extends SimulationNodeDatum {
  key: string;
  name: string;
  kind: string;
  degree: number;
}

interface Pair extends SimulationLinkDatum<Node> {
  id: string;
  from: string;
  to: string;
  count: number;
  links: Diplomacy['links'];
}

const size = {width: 900, height: 620};
const edge = 70;

const nameOf = (actor: {key: string; name: string} | undefined, key: string): string => (isCountry(key) ? sideName(key) : plain(actor?.name ?? key));

function pairsOf(diplomacy: Diplomacy): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const link of diplomacy.links) {
    const id = `${link.from}>${link.to}`;
    const pair = pairs.get(id) ?? {id, from: link.from, to: link.to, source: link.from, target: link.to, count: 0, links: []};
    pair.count += link.count;
    pair.links.push(link);
    pairs.set(id, pair);
  }
  return [...pairs.values()].sort((a, b) => b.count - a.count);
}

/** Positions by forces, run to their rest at once: nothing moves before one's eyes, and the same data look the same. */
function layout(diplomacy: Diplomacy, pairs: Pair[]): Node[] {
  const degree = new Map<string, number>();
  for (const pair of pairs) for (const key of [pair.from, pair.to]) degree.set(key, (degree.get(key) ?? 0) + pair.count);
  const known = new Map(diplomacy.actors.map(actor => [actor.key, actor]));
  const nodes: Node[] = [...degree].map(([key, n]) => ({key, name: nameOf(known.get(key), key), kind: known.get(key)?.kind ?? '', degree: n}));
  forceSimulation(nodes)
    .force('link', forceLink<Node, Pair>(pairs).id(node => node.key).distance(130).strength(0.5))
    .force('charge', forceManyBody().strength(-520))
    .force('collide', forceCollide(44))
    .force('x', forceX(size.width / 2).strength(0.06))
    .force('y', forceY(size.height / 2).strength(0.1))
    .stop().tick(300);
  const fit = (axis: 'x' | 'y', length: number): void => {
    const values = nodes.map(node => node[axis]!);
    const low = Math.min(...values);
    const high = Math.max(...values);
    for (const node of nodes) node[axis] = high > low ? edge + ((node[axis]! - low) / (high - low)) * (length - 2 * edge) : length / 2;
  };
  fit('x', size.width);
  fit('y', size.height);
  return nodes;
}

const radius = (node: Node): number => 7 + Math.min(13, Math.sqrt(node.degree) * 3);

/** From rim to rim, bent to the right of its direction, so that the way back is a line of its own. */
function curve(from: Node, to: Node): string {
  const [dx, dy] = [to.x! - from.x!, to.y! - from.y!];
  const length = Math.hypot(dx, dy) || 1;
  const bend = Math.min(38, length * 0.16);
  const middle = {x: (from.x! + to.x!) / 2 - (dy / length) * bend, y: (from.y! + to.y!) / 2 + (dx / length) * bend};
  const rim = (node: Node, gap: number): {x: number; y: number} => {
    const [mx, my] = [middle.x - node.x!, middle.y - node.y!];
    const away = Math.hypot(mx, my) || 1;
    return {x: node.x! + (mx / away) * (radius(node) + gap), y: node.y! + (my / away) * (radius(node) + gap)};
  };
  const [start, end] = [rim(from, 2), rim(to, 5)];
  return `M${start.x.toFixed(1)},${start.y.toFixed(1)}Q${middle.x.toFixed(1)},${middle.y.toFixed(1)} ${end.x.toFixed(1)},${end.y.toFixed(1)}`;
}

function nodeShape(node: Node): SVGElement {
  const r = radius(node);
  if (node.kind === 'state' || isCountry(node.key)) return svg('circle', {r});
  if (node.kind === 'person') return svg('path', {d: `M0,${-r}L${r},0L0,${r}L${-r},0Z`});
  return svg('rect', {x: -r * 0.9, y: -r * 0.9, width: r * 1.8, height: r * 1.8, rx: 2});
}

function drawing(nodes: Node[], pairs: Pair[], chosen: string, choose: (id: string) => void): SVGSVGElement {
  const at = new Map(nodes.map(node => [node.key, node]));
  const ends = chosen.split('>');
  const picture = svg('svg', {viewBox: `0 0 ${size.width} ${size.height}`, role: 'img', 'aria-label': `Network of ${nodes.length} actors; the list beside it tells the same`},
    svg('defs', {}, ['', '-chosen'].map(suffix => svg('marker', {id: `arrow${suffix}`, viewBox: '0 0 8 8', refX: 6, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto', markerUnits: 'userSpaceOnUse'}, svg('path', {d: 'M0,0.5L7,4L0,7.5Z', class: `arrow${suffix}`})))));
  for (const pair of pairs) {
    const d = curve(at.get(pair.from)!, at.get(pair.to)!);
    const isChosen = pair.id === chosen;
    const line = svg('path', {d, class: `link ${isChosen ? 'chosen' : ''}`, 'marker-end': `url(#arrow${isChosen ? '-chosen' : ''})`});
    line.style.strokeWidth = String(1 + Math.min(7, Math.sqrt(pair.count) * 1.1));
    picture.append(svg('g', {class: 'pair', click: () => choose(pair.id)}, svg('title', {}, `${at.get(pair.from)!.name} → ${at.get(pair.to)!.name}`), svg('path', {d, class: 'target'}), line));
  }
  for (const node of nodes) {
    const label = svg('text', {y: radius(node) + 14, 'text-anchor': 'middle'}, node.name.length > 26 ? node.name.slice(0, 25) + '…' : node.name);
    picture.append(svg('g', {class: `node ${node.kind} ${ends.includes(node.key) ? 'chosen' : ''}`, transform: `translate(${node.x!.toFixed(1)},${node.y!.toFixed(1)})`}, nodeShape(node), label));
  }
  return picture;
}

function sentences(evidence: Evidence[], open: OpenEvidence): HTMLElement {
  return h('ul', {class: 'told'}, evidence.map(one => {
    const quote = h('button', {type: 'button', class: 'quote', click: () => open(one)}, '…');
    wordsAt(one).then(({sentence, publisher}) => quote.replaceChildren(quoted(sentence), h('span', {class: 'faint'}, ` ${plain(publisher)}`)), () => quote.replaceChildren('the report cannot be shown'));
    return h('li', {}, quote);
  }));
}

export async function showNetwork(state: State): Promise<void> {
  const frame = byId('diplomacy');
  const {from, to, link: chosen} = state.view;
  const diplomacy = await api.diplomacy(from, to);
  const pairs = pairsOf(diplomacy);
  const open: OpenEvidence = ({report, start, end}) => state.set({evidence: {report, start, end}});
  const choose = (id: string): void => state.set({link: state.view.link === id ? '' : id, evidence: null});
  const head = [h('h2', {}, 'Diplomacy'), h('p', {class: 'lead'}, 'Who spoke to whom, and what was done: calls, meetings, appeals, mediation, agreements, as told.'), h('p', {class: 'network-key'}, '● state · ■ organisation · ◆ person · a line’s width: how often told')];
  if (!pairs.length) {
    frame.replaceChildren(h('div', {class: 'network-list'}, head, h('p', {class: 'empty'}, 'No report of these days tells of talks.')));
    return;
  }
  const nodes = layout(diplomacy, pairs);
  const names = new Map(nodes.map(node => [node.key, node.name]));
  const incidentLink = (id: string): HTMLElement => h('a', {href: `?i=${encodeURIComponent(id)}`, click: event => {
    event.preventDefault();
    state.set({page: 'incidents', incident: id, evidence: null, pane: 'card'});
  }}, id);
  const item = (pair: Pair): HTMLElement => {
    const isOpen = pair.id === chosen;
    return h('li', {class: isOpen ? 'open' : null},
      h('button', {type: 'button', class: 'pair-line', 'aria-expanded': isOpen ? 'true' : 'false', click: () => choose(pair.id)},
        h('b', {}, h('bdi', {}, names.get(pair.from)!), ' → ', h('bdi', {}, names.get(pair.to)!)),
        h('span', {class: 'faint'}, [...new Set(pair.links.map(link => capital(inWords((link.mode ?? link.type).toLowerCase()))))].join(', ')),
        h('span', {class: 'times'}, `${pair.count}×`)),
      isOpen ? pair.links.map(link => h('section', {},
        h('h4', {}, capital(inWords(link.type.toLowerCase())), link.mode ? `: ${inWords(link.mode.toLowerCase())}` : '', h('span', {class: 'faint'}, ` ${link.count}×`, link.incidents.length ? [' in ', link.incidents.map((id, i) => [i ? ', ' : '', incidentLink(id)])] : '')),
        sentences(link.evidence, open))) : null);
  };
  const list = h('div', {class: 'network-list'}, head, h('p', {class: 'faint'}, `${count(nodes.length, 'actor')}, ${count(pairs.length, 'pair')}`), h('ul', {class: 'pairs'}, pairs.map(item)));
  const scroll = frame.querySelector('.network-list')?.scrollTop ?? 0;
  frame.replaceChildren(h('div', {class: 'network-picture'}, drawing(nodes, pairs, chosen, choose)), list);
  list.scrollTop = scroll;
}
