// SPDX-License-Identifier: Apache-2.0
// The report behind a number: its text with the words marked, the sentence around them underlined, history dimmed.
import {api} from './api';
import {byId, h, outsideLink} from './dom';
import type {Evidence, Reading} from './record';
import type {State} from './state';
import {CodePointText, plain, quoted} from './text';
import {day} from './words';

/** The words at a place of a report, and the sentence that they stand in. */
export async function wordsAt(evidence: Evidence): Promise<{words: string; sentence: string; publisher: string}> {
  const reading = await api.reading(evidence.report);
  const text = new CodePointText(reading.report.text);
  const around = reading.sentences.find(sentence => sentence.start <= evidence.start && evidence.start < sentence.end) ?? evidence;
  return {words: text.slice(evidence.start, evidence.end), sentence: text.slice(around.start, around.end).trim(), publisher: reading.report.publisher ?? reading.report.id};
}

interface Layer {
  start: number;
  end: number;
  name: 'background' | 'sentence' | 'also' | 'here';
}

/** The text cut where a layer begins or ends, each piece with the layers that cover it. */
function pieces(text: CodePointText, layers: Layer[]): {start: number; end: number; names: Set<string>}[] {
  const cuts = [...new Set([0, text.length, ...layers.flatMap(layer => [layer.start, layer.end])])].filter(cut => cut >= 0 && cut <= text.length).sort((a, b) => a - b);
  const sorted = [...layers].sort((a, b) => a.start - b.start);
  let next = 0;
  let active: Layer[] = [];
  return cuts.slice(0, -1).map((start, i) => {
    while (next < sorted.length && sorted[next]!.start <= start) active.push(sorted[next++]!);
    active = active.filter(layer => layer.end > start);
    return {start, end: cuts[i + 1]!, names: new Set(active.map(layer => layer.name))};
  });
}

function paragraphs(reading: Reading, evidence: Evidence, also: Evidence[]): HTMLElement[] {
  const text = new CodePointText(reading.report.text);
  const layers: Layer[] = [
    ...reading.sentences.filter(sentence => sentence.background).map(({start, end}) => ({start, end, name: 'background' as const})),
    ...reading.sentences.filter(sentence => sentence.start <= evidence.start && evidence.start < sentence.end).map(({start, end}) => ({start, end, name: 'sentence' as const})),
    ...also.map(({start, end}) => ({start, end, name: 'also' as const})),
    {start: evidence.start, end: evidence.end, name: 'here' as const},
  ];
  const result: HTMLElement[] = [];
  let paragraph = h('p', {dir: 'auto'});
  const finish = (): void => {
    if (paragraph.hasChildNodes()) result.push(paragraph);
    paragraph = h('p', {dir: 'auto'});
  };
  for (const {start, end, names} of pieces(text, layers)) {
    text.slice(start, end).split(/(\n{2,})/).forEach(part => {
      if (/^\n{2,}$/.test(part)) return finish();
      if (!part) return;
      const classes = (names.has('sentence') ? ['background', 'sentence'] : ['background', 'also']).filter(name => names.has(name)).join(' ');
      paragraph.append(names.has('here') ? h('mark', {class: classes || null}, quoted(part)) : classes ? h('span', {class: classes}, quoted(part)) : quoted(part));
    });
  }
  finish();
  return result;
}

export class Reader {
  private readonly frame = byId('reader');
  private shown = '';
  private opener: Element | null = null;

  constructor(private readonly state: State) {
    addEventListener('keydown', event => {
      if (event.key === 'Escape' && this.state.view.evidence) this.close();
    });
  }

  /** `also`: other words of the same report that the open incident rests on. */
  async show(evidence: Evidence | null, also: Evidence[]): Promise<void> {
    const key = JSON.stringify(evidence);
    if (key === this.shown) return;
    const isFirst = this.shown === '' || this.shown === 'null';
    this.shown = key;
    this.frame.hidden = !evidence;
    document.body.classList.toggle('is-reading', !!evidence);
    if (!evidence) {
      (this.opener as HTMLElement | null)?.focus?.();
      this.opener = null;
      return;
    }
    if (isFirst) this.opener = document.activeElement;
    try {
      const reading = await api.reading(evidence.report);
      if (this.shown === key) this.draw(reading, evidence, also.filter(other => other.report === evidence.report));
    } catch (error) {
      if (this.shown === key) this.frame.replaceChildren(this.head('The report cannot be shown'), h('p', {class: 'empty'}, error instanceof Error ? error.message : String(error)));
    }
  }

  private close(): void {
    this.state.set({evidence: null});
  }

  private head(title: string): HTMLElement {
    return h('div', {class: 'reader-head'}, h('h3', {dir: 'auto'}, plain(title)), h('button', {type: 'button', class: 'plain', 'aria-label': 'Close the report', click: () => this.close()}, 'Close ×'));
  }

  private draw(reading: Reading, evidence: Evidence, also: Evidence[]): void {
    const {report} = reading;
    const where = outsideLink(report.url, plain(report.publisher ?? report.id));
    const text = h('div', {class: 'report-text', tabindex: 0, 'aria-label': 'Text of the report'}, paragraphs(reading, evidence, also));
    const hasHistory = reading.sentences.some(sentence => sentence.background);
    this.frame.replaceChildren(
      this.head(report.title ?? 'Report without a title'),
      h('p', {class: 'source'}, where, report.byline ? ` · ${plain(report.byline)}` : '', report.published ? ` · ${day(report.published)}` : '', hasHistory ? [' · ', h('span', {class: 'background'}, 'history is dimmed')] : null),
      text,
    );
    const here = text.querySelector('mark');
    if (here) text.scrollTop = (here as HTMLElement).offsetTop - text.offsetTop - text.clientHeight / 3;
    text.focus({preventScroll: true});
  }
}
