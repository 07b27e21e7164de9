// SPDX-License-Identifier: Apache-2.0
// A person's decision on an incident: accept, reject, merge, split, undo. It is a revision of its own with author and reason.
// The token is asked for once and kept for this tab alone.
import {ApiError, api} from './api';
import {h} from './dom';
import type {Correction, IncidentDetail} from './record';
import {plain} from './text';
import {capital} from './words';

const tokenKey = 'sitrep.token';
const authorKey = 'sitrep.author';

const actions = [
  {name: 'accept', words: 'Accept', hint: 'The incident stands as it is told.'},
  {name: 'reject', words: 'Reject', hint: 'It did not happen so, or one report’s figures do not count.'},
  {name: 'merge', words: 'Merge', hint: 'It is the same happening as another incident.'},
  {name: 'split', words: 'Split', hint: 'Some of its reports tell of another happening.'},
  {name: 'undo', words: 'Undo', hint: 'An earlier correction is taken back. Both stay on record.'},
] as const;

type Action = (typeof actions)[number]['name'];

/** What can still be taken back, the newest first. */
function undoable(corrections: readonly Correction[]): Correction[] {
  const undone = new Set(corrections.map(one => one.undone));
  return corrections.filter(one => one.action !== 'undo' && !undone.has(one.number)).sort((a, b) => b.number - a.number);
}

/** Tells of a recorded correction by the event `sitrep:corrected`, whose detail is the incident to look at now, or null. */
export function correcting(detail: IncidentDetail): HTMLElement {
  const {incident} = detail;
  const id = (name: string): string => `correct-${name}`;
  const kept = (key: string): string => sessionStorage.getItem(key) ?? '';
  const author = h('input', {id: id('author'), required: true, autocomplete: 'name', value: kept(authorKey), maxlength: 80});
  const reason = h('textarea', {id: id('reason'), required: true, rows: 2, maxlength: 500});
  const token = h('input', {id: id('token'), type: 'password', autocomplete: 'off', required: true, value: kept(tokenKey)});
  const other = h('input', {id: id('other'), placeholder: 'I17', pattern: 'I\\d+', autocomplete: 'off'});
  const title = (report: string): string => plain(detail.reports.find(head => head.id === report)?.title ?? report);
  const rejected = h('select', {id: id('report')}, h('option', {value: ''}, 'the whole incident'), incident.reports.map(report => h('option', {value: report}, `the figures of: ${title(report)}`)));
  const going = incident.reports.map(report => h('label', {}, h('input', {type: 'checkbox', name: 'going', value: report}), ' ', h('bdi', {}, title(report))));
  const earlier = undoable(detail.corrections ?? []);
  const undone = h('select', {id: id('undone')}, earlier.map(one => h('option', {value: one.number}, `${capital(one.action)}, ${plain(one.author)}, ${one.date}: ${plain(one.reason)}`)));
  const outcome = h('p', {class: 'outcome-of-correction', role: 'status'});
  const hint = h('p', {class: 'faint'});
  const details: Record<Action, HTMLElement | null> = {
    accept: null,
    reject: h('label', {for: id('report')}, 'What is rejected', rejected),
    merge: h('label', {for: id('other')}, 'The other incident’s number', other),
    split: h('fieldset', {}, h('legend', {}, 'Reports that go'), going),
    undo: h('label', {for: id('undone')}, 'The correction that is taken back', undone),
  };
  const offered = actions.filter(({name}) => (name === 'undo' ? earlier.length > 0 : name === 'split' ? incident.reports.length > 1 : true));
  const form = h('form', {class: 'correct'},
    h('div', {class: 'actions', role: 'radiogroup', 'aria-label': 'What to do'}, offered.map(action => h('label', {}, h('input', {type: 'radio', name: 'action', value: action.name, checked: action.name === 'accept'}), ' ', action.words))),
    hint, Object.values(details),
    h('label', {for: id('reason')}, 'Reason', reason),
    h('div', {class: 'pair'}, h('label', {for: id('author')}, 'Your name', author), h('label', {for: id('token')}, 'Token', token)),
    h('button', {type: 'submit', class: 'main-button'}, 'Record the correction'), outcome);

  const chosen = (): Action => form.querySelector<HTMLInputElement>('input[name=action]:checked')!.value as Action;
  const show = (): void => {
    const action = chosen();
    hint.textContent = actions.find(one => one.name === action)!.hint;
    for (const [name, element] of Object.entries(details)) if (element) element.hidden = name !== action;
    other.required = action === 'merge';
  };
  form.addEventListener('change', show);
  show();

  const body = (): Record<string, unknown> => {
    const action = chosen();
    const who = {author: author.value.trim(), reason: reason.value.trim()};
    if (action === 'undo') return {action, correction: Number(undone.value), ...who};
    // The server refuses when the incident is no longer what was looked at.
    const common = {action, incident: incident.id, revision: incident.revision, ...who};
    switch (action) {
      case 'accept': return common;
      case 'reject': return rejected.value ? {...common, report: rejected.value} : common;
      case 'merge': return {...common, other: other.value.trim()};
      case 'split': return {...common, reports: [...form.querySelectorAll<HTMLInputElement>('input[name=going]:checked')].map(box => box.value)};
    }
  };

  form.addEventListener('submit', event => {
    event.preventDefault();
    sessionStorage.setItem(authorKey, author.value.trim());
    sessionStorage.setItem(tokenKey, token.value);
    outcome.textContent = 'Recording…';
    api.correct(body(), token.value).then(
      answer => {
        outcome.textContent = 'Recorded.';
        dispatchEvent(new CustomEvent<string | null>('sitrep:corrected', {detail: answer.incident ?? null}));
      },
      (error: unknown) => {
        if (error instanceof ApiError && error.status === 401) {
          sessionStorage.removeItem(tokenKey);
          token.value = '';
          token.focus();
        }
        outcome.textContent = error instanceof Error ? `Not recorded: ${error.message}` : 'Not recorded.';
      },
    );
  });
  return h('details', {class: 'correcting', id: 'correcting'}, h('summary', {}, 'Correct this record'), form);
}
