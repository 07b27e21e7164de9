// SPDX-License-Identifier: Apache-2.0
// Who says what: claims on the left, and facing them, on the right, what denies or contradicts them. Claims that nothing
// in the reports answers follow by claimant.
import {h} from './dom';
import type {OpenEvidence} from './figures';
import {wordsAt} from './reader';
import type {StatedClaim} from './record';
import {quoted} from './text';
import {claimantName, count, inWords, sideName} from './words';

const answering = new Set(['denies', 'questions', 'declines_comment']);
const mostShown = 4;

/** Sets of claims that contradict one another, directly or through others. */
function disputes(claims: StatedClaim[]): number[][] {
  const leader = claims.map((_, i) => i);
  const find = (i: number): number => (leader[i] === i ? i : (leader[i] = find(leader[i]!)));
  claims.forEach((claim, i) => claim.contradicts.forEach(other => other < claims.length && (leader[find(i)] = find(other))));
  const sets = new Map<number, number[]>();
  claims.forEach((_, i) => sets.set(find(i), [...(sets.get(find(i)) ?? []), i]));
  return [...sets.values()].filter(set => set.length > 1);
}

/** Left what is said, right what answers it; where nobody denies, the first speaker stands left and the others right. */
function sides(set: number[], claims: StatedClaim[]): {left: number[]; right: number[]} {
  const denials = set.filter(i => answering.has(claims[i]!.stance));
  if (denials.length && denials.length < set.length) return {left: set.filter(i => !denials.includes(i)), right: denials};
  const first = claims[set[0]!]!.claimant;
  return {left: set.filter(i => claims[i]!.claimant === first), right: set.filter(i => claims[i]!.claimant !== first)};
}

function claimItem(claim: StatedClaim, claims: StatedClaim[], open: OpenEvidence, named: boolean): HTMLElement {
  const how = [claim.stance === 'asserts' ? '' : inWords(claim.stance), claim.about ? `→ ${sideName(claim.about)}` : ''].filter(Boolean).join(' ');
  const words = h('button', {type: 'button', class: 'quote', title: 'Show the sentence in its report', click: () => open(claim)}, '…');
  wordsAt(claim).then(
    ({words: said, sentence}) => words.replaceChildren(quoted(said.length >= 25 ? said : sentence)),
    () => words.replaceChildren('the report cannot be shown'),
  );
  const confirmed = [...new Set(claim.confirms.map(i => claims[i]?.claimant).filter(name => name && name !== claim.claimant))] as string[];
  return h(
    'li', {class: `said ${answering.has(claim.stance) ? 'answer' : ''}`},
    named || how ? h('p', {class: 'speaker'}, named ? [h('b', {}, h('bdi', {}, claimantName(claim.claimant))), ' '] : null, how ? h('span', {class: `stance ${claim.stance}`}, how) : null) : null,
    words,
    confirmed.length ? h('p', {class: 'faint'}, 'confirmed by ', confirmed.map(claimantName).join(', ')) : null,
  );
}

/** The first few, the rest behind a line that opens them. */
function shortList(items: number[], make: (i: number) => HTMLElement): HTMLElement {
  const rest = items.slice(mostShown);
  const more = h('details', {}, h('summary', {}, `${count(rest.length, 'more statement')}`), h('ul', {}, rest.map(make)));
  return h('div', {}, h('ul', {}, items.slice(0, mostShown).map(make)), rest.length ? more : null);
}

export function claims(all: StatedClaim[], open: OpenEvidence): HTMLElement | null {
  if (!all.length) return null;
  const sets = disputes(all);
  const disputed = new Set(sets.flat());
  const alone = all.map((_, i) => i).filter(i => !disputed.has(i));
  const denials = alone.filter(i => answering.has(all[i]!.stance));
  const unanswered = alone.filter(i => !answering.has(all[i]!.stance));
  const item = (named: boolean) => (i: number): HTMLElement => claimItem(all[i]!, all, open, named);
  const column = (items: number[], nothing: string): HTMLElement => (items.length ? shortList(items, item(true)) : h('p', {class: 'faint none'}, nothing));
  const facing = sets.map(set => sides(set, all)).map(({left, right}) => h('div', {class: 'facing'}, column(left, ''), column(right, '')));
  if (denials.length) facing.push(h('div', {class: 'facing'}, column([], 'What this answers is not told in these reports.'), column(denials, '')));
  const speakers = [...new Set(unanswered.map(i => all[i]!.claimant))];
  return h(
    'div', {class: 'claims'},
    facing.length ? [h('div', {class: 'facing facing-head', 'aria-hidden': 'true'}, h('span', {}, 'Claimed'), h('span', {}, 'Denied, contradicted')), facing] : null,
    unanswered.length ? h('h4', {}, facing.length ? 'Said, and not answered in these reports' : 'Nothing here is denied or contradicted in these reports') : null,
    speakers.map(speaker => h('section', {class: 'by-speaker'}, h('h5', {}, h('bdi', {}, claimantName(speaker))), shortList(unanswered.filter(i => all[i]!.claimant === speaker), item(false)))),
  );
}
