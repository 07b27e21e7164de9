// SPDX-License-Identifier: Apache-2.0
// Incidents over time as bars, the contested part marked. Dragging over the bars chooses days; the date fields of the
// filters do the same from the keyboard.
import {axisBottom} from 'd3-axis';
import {brushX, type D3BrushEvent} from 'd3-brush';
import {scaleLinear, scaleUtc, type ScaleTime} from 'd3-scale';
import {select} from 'd3-selection';
import type {Catalogue} from './catalogue';
import {byId, h, later, svg} from './dom';
import type {Span, State, View} from './state';
import {count, days} from './words';

const dayMs = 86_400_000;
const height = 92;
const margin = {top: 6, right: 24, bottom: 22, left: 24};

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
const timeOf = (day: string): number => Date.parse(day.slice(0, 10) + 'T00:00Z');

/** Widths of a bar in days: the first that keeps the bars few enough to be seen. */
const steps = [{days: 1, word: 'day'}, {days: 7, word: '7 days'}, {days: 30, word: '30 days'}, {days: 91, word: '91 days'}, {days: 365, word: '365 days'}];

/** Where the bars begin: a few old incidents, told as history, would press all others into one bar. They are cut off where
    the emptiest stretch, more than half of the whole, parts less than a quarter of the incidents from the rest. */
function mainPart(times: number[]): number {
  const whole = times.at(-1)! - times[0]!;
  for (let i = 1; i < times.length / 4; ++i) if (times[i]! - times[i - 1]! > whole / 2) return i;
  return 0;
}

export class TimeBars {
  private readonly frame = byId('time');
  private readonly caption = h('p', {class: 'caption'});
  private readonly picture = svg('svg', {role: 'img', height});
  private readonly other = h('button', {type: 'button', class: 'plain', click: () => this.state.set({span: this.otherSpan(this.state.view)})});
  private catalogue: Catalogue | null = null;
  private rows: number[] = [];
  private x: ScaleTime<number, number> = scaleUtc();
  private isBrushing = false;
  private outside = 0; // incidents before the first bar

  constructor(private readonly state: State) {
    this.frame.append(h('div', {class: 'time-head'}, this.caption, this.other), this.picture);
    new ResizeObserver(later(60, () => this.isBrushing || this.draw())).observe(this.frame);
  }

  show(catalogue: Catalogue, rows: number[]): void {
    this.catalogue = catalogue;
    this.rows = rows;
    if (!this.isBrushing) this.draw();
    else this.say(this.state.view);
  }

  private span(view: View): [number, number] | null {
    const times = this.rows.flatMap(row => {
      const day = this.catalogue!.dayOf(row);
      return day ? [timeOf(day)] : [];
    });
    if (!times.length) return null;
    times.sort((a, b) => a - b);
    const start = view.span === 'most' && !view.from ? mainPart(times) : 0;
    this.outside = start;
    const from = view.span === 'chosen' && view.from ? timeOf(view.from) : times[start]!;
    const to = view.span === 'chosen' && view.to ? timeOf(view.to) : times.at(-1)!;
    const room = Math.max(0, Math.ceil((6 * dayMs - (to - from)) / dayMs / 2)) * dayMs; // a week at least
    return [from - room, Math.max(to, from) + room + dayMs];
  }

  private otherSpan(view: View): Span {
    if (view.span !== 'most') return 'most';
    return view.from || view.to ? 'chosen' : 'all';
  }

  private draw(): void {
    const {view} = this.state;
    const span = this.catalogue && this.span(view);
    const width = this.frame.clientWidth;
    this.picture.replaceChildren();
    this.say(view);
    if (!span || width < 80) return;
    this.picture.setAttribute('width', String(width));
    const nDays = (span[1] - span[0]) / dayMs;
    const step = steps.find(one => nDays / one.days <= Math.max(40, (width - 48) / 5)) ?? steps.at(-1)!;
    const bins = this.bins(span[0], step.days, Math.ceil(nDays / step.days));
    const end = span[0] + bins.length * step.days * dayMs;
    this.x = scaleUtc([span[0], end], [margin.left, width - margin.right]);
    const y = scaleLinear([0, bins.reduce((most, bin) => Math.max(most, bin.all), 1)], [height - margin.bottom, margin.top]);
    this.caption.dataset['step'] = step.word;
    this.caption.dataset['most'] = String(y.domain()[1]);
    this.say(view);
    this.picture.append(...this.bars(bins, span[0], step.days, y, view));
    const ticks = axisBottom<Date>(this.x).ticks(Math.min(nDays, Math.max(2, Math.floor(width / 90)))).tickSizeOuter(0);
    select(this.picture).append('g').attr('class', 'axis').attr('transform', `translate(0,${height - margin.bottom})`).call(ticks as never);
    this.brush(width, view);
  }

  private bins(start: number, days: number, n: number): {all: number; contested: number}[] {
    const bins = Array.from({length: n}, () => ({all: 0, contested: 0}));
    for (const row of this.rows) {
      const day = this.catalogue!.dayOf(row);
      const bin = day ? bins[Math.floor((timeOf(day) - start) / (days * dayMs))] : undefined;
      if (!bin) continue;
      bin.all++;
      bin.contested += this.catalogue!.index.contested[row] ? 1 : 0;
    }
    return bins;
  }

  private bars(bins: {all: number; contested: number}[], start: number, days: number, y: (n: number) => number, view: View): SVGElement[] {
    const floor = height - margin.bottom;
    return bins.flatMap((bin, i) => {
      if (!bin.all) return [];
      const from = start + i * days * dayMs;
      const to = from + days * dayMs;
      const isChosen = (!view.from || to > timeOf(view.from)) && (!view.to || from <= timeOf(view.to));
      const left = this.x(from);
      const width = Math.max(1, Math.min(40, this.x(to) - left - 1));
      const shade = isChosen ? '' : ' faded';
      return [
        svg('rect', {class: 'bar' + shade, x: left, width, y: y(bin.all), height: floor - y(bin.all)}),
        bin.contested ? svg('rect', {class: 'bar contested-bar' + shade, x: left, width, y: y(bin.contested), height: floor - y(bin.contested)}) : null,
      ].filter(bar => bar !== null);
    });
  }

  private brush(width: number, view: View): void {
    let isKept = false; // one drag is one step of the history
    const choose = (event: D3BrushEvent<unknown>): void => {
      if (!event.sourceEvent) return;
      const keep = !isKept;
      isKept = true;
      if (!event.selection) return this.state.set({from: '', to: ''}, keep);
      const [from, to] = (event.selection as [number, number]).map(position => this.x.invert(position).getTime()) as [number, number];
      this.state.set({from: iso(from), to: iso(Math.max(from, to - 1))}, keep);
    };
    const brush = brushX<unknown>()
      .extent([[margin.left, margin.top - 4], [width - margin.right, height - margin.bottom]])
      .on('start', () => {
        this.isBrushing = true;
        isKept = false;
      })
      .on('brush', choose)
      .on('end', event => {
        this.isBrushing = false;
        choose(event);
        if (event.sourceEvent) this.draw();
      });
    const group = select(this.picture).append<SVGGElement>('g').attr('class', 'brush').call(brush as never);
    if (!view.from && !view.to) return;
    const [first, last] = this.x.range() as [number, number];
    const at = (day: string, other: number, plus: number): number => (day ? Math.max(first, Math.min(last, this.x(timeOf(day) + plus))) : other);
    const chosen = [at(view.from, first, 0), at(view.to, last, dayMs)] as [number, number];
    this.isBrushing = true;
    if (chosen[0] < chosen[1]) group.call(brush.move as never, chosen as never);
    this.isBrushing = false;
  }

  private say(view: View): void {
    const {step = 'day', most = '0'} = this.caption.dataset;
    const chosen = view.from || view.to ? `${view.from && view.to ? days(view.from, view.to) : view.from ? 'from ' + days(view.from, null) : 'until ' + days(null, view.to)}` : 'all days · drag to choose';
    this.caption.replaceChildren(h('b', {}, `Incidents per ${step}`), `, the tallest bar ${most} · ${chosen}`, h('span', {class: 'key'}, h('i', {class: 'swatch contested-swatch'}), 'contested'));
    this.picture.setAttribute('aria-label', `${count(this.rows.length, 'incident')} by ${step}; ${chosen}. The fields "from day" and "to day" choose days too.`);
    const next = this.otherSpan(view);
    this.other.hidden = next === 'all' && !this.outside;
    this.other.textContent = next === 'all' ? `${this.outside} earlier · show` : next === 'chosen' ? 'Closer' : 'Fewer days';
    if (view.span === 'chosen') this.other.textContent = 'Wider';
  }
}
