// SPDX-License-Identifier: Apache-2.0
// Made-up ledgers: ten thousand incidents, and one whose reports attack the page. Every number comes from its position, so
// that each run sees the same.
const kinds = ['shelling', 'clash', 'air_strike', 'bombing', 'shooting', 'raid', 'kidnapping', 'drone_strike'];
const precisions = ['exact', 'exact', 'near', 'admin2', 'exact', 'admin1', 'region', 'border', 'exact', 'country'];
const sides = [['NOR', 'SWE'], ['ARM', 'AZE'], ['UKR', 'RUS'], ['SDN'], ['MLI', 'BFA']];

/** 0 to 1, the same for the same number. */
const spread = n => {
  let bits = Math.imul(n + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
};

export function manyIncidents(n) {
  const rows = Array.from({length: n}, (_, i) => i);
  const day = i => new Date(Date.UTC(2030, 0, 1) + Math.floor(spread(i * 7) * 700) * 86_400_000).toISOString().slice(0, 10);
  const killed = i => (i % 4 === 3 ? [null, null, null] : [Math.floor(spread(i) ** 9 * 300), Math.floor(spread(i) ** 9 * 340), i % 5 ? Math.floor(spread(i) ** 9 * 420) : null]);
  const place = i => Math.floor(spread(i * 13) * 900);
  return {
    id: rows.map(i => `I${i + 1}`), title: rows.map(i => `Fighting near place ${place(i)} told by ${1 + (i % 7)} papers, number ${i}`), kind: rows.map(i => kinds[i % kinds.length]), from: rows.map(day), to: rows.map(day),
    lat: rows.map(i => (i % 11 ? -35 + spread(place(i)) * 90 : null)), lon: rows.map(i => (i % 11 ? -20 + spread(place(i) * 3) * 120 : null)), precision: rows.map(i => precisions[place(i) % precisions.length]), place: rows.map(i => `Place ${place(i)}`),
    country: rows.map(i => sides[i % sides.length][0]), killed: rows.map(killed), injured: rows.map(() => [null, null, null]), contested: rows.map(i => (i % 9 === 0 ? 1 : 0)), sources: rows.map(i => 1 + (i % 7)),
    sides: rows.map(i => sides[i % sides.length]), status: rows.map(() => 'open'), last_seen: rows.map(day),
  };
}

export const bigSummary = n => ({title: 'Made up', incidents: n, reports: 3 * n, first: '2030-01-01', last: '2031-12-01', kinds: {}, sides: {}, ledger_revision: 1, can_correct: false});

const attack = '<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>';
export const hostileText = `😀 The ministry said that 12 soldiers were killed ${attack} near \u202Egnp.exe\u202C.\n\n𝔉raktur and javascript:alert(1) are words here.`;
const points = [...hostileText];
const from = points.join('').indexOf('12 soldiers'); // in UTF-16
const start = [...hostileText.slice(0, from)].length; // in code points
export const hostileSpan = {report: 'evil', start, end: start + '12 soldiers'.length};

export const hostile = {
  incidents: [{
    schema: 'sitrep.incident/1', id: 'I1', kind: 'shelling', title: `Attack ${attack} \u202Eeno`, from: '2031-05-06', to: '2031-05-06', time_precision: 'day',
    places: [{name: `Varde${attack}`, lat: 60, lon: 10, country: 'NOR', admin1: null, precision: 'exact', confidence: 1, ...hostileSpan}], sides: [{key: 'NOR', role: 'target'}, {key: attack, role: 'party'}],
    casualties: [{outcome: 'killed', side: 'NOR', class: 'military', low: 12, best: 12, high: 30, agreement: 'contested', claims: [
      {claimant: 'NOR government', relation: 'own_side', low: 12, best: 12, high: null, as_of: '2031-05-06', standing: 'current', class: 'military', place: null, ...hostileSpan},
      {claimant: attack, relation: 'opponent', low: 30, best: 30, high: 30, as_of: '2031-05-07', standing: 'current', class: 'military', place: null, ...hostileSpan}]}],
    totals: [], claims: [{claimant: attack, stance: 'accuses', about: 'NOR', contradicts: [1], confirms: [], ...hostileSpan}, {claimant: 'NOR government', stance: 'denies', about: attack, contradicts: [0], confirms: [], ...hostileSpan}],
    responsibility: [{actor: attack, blame: 'blamed', claimant: 'NOR government', as_of: null, ...hostileSpan}], event_grade: 'weak', responsibility_grade: 'contested', figure_grade: 'contested',
    reports: ['evil'], independent_sources: 1, status: 'open', revision: 1, first_seen: '2031-05-06', last_seen: '2031-05-07',
  }],
  readings: [{
    report: {id: 'evil', title: `Title ${attack}`, publisher: `Paper ${attack}`, published: '2031-05-06', url: 'javascript:window.attacked=1', byline: null, dateline: null, language: 'en', text: hostileText},
    sentences: [{start: 0, end: points.length, background: false}], findings: [{kind: 'garbled_text', severity: 'warning', message: `Finding ${attack}`}],
  }],
  summary: {title: `Ledger ${attack}`, incidents: 1, reports: 1, first: '2031-05-06', last: '2031-05-07', kinds: {shelling: 1}, sides: {NOR: 1, [attack]: 1}, ledger_revision: 1, can_correct: true},
  diplomacy: {actors: [{key: attack, name: attack, kind: 'state'}, {key: 'NOR', name: 'Norway', kind: 'state'}], links: [{from: attack, to: 'NOR', type: 'CONSULT', mode: attack, count: 1, incidents: ['I1'], evidence: [hostileSpan]}]},
  background: {sentences: [{...hostileSpan, text: attack, incidents: ['I1']}]},
  brief: {blocks: [{type: 'heading', level: 1, text: attack}, {type: 'table', head: ['', attack], rows: [[attack, '12 [1]']]}, {type: 'list', items: [attack]}, {type: 'footnotes', items: [attack], evidence: [hostileSpan]}]},
};
