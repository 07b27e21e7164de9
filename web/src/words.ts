// SPDX-License-Identifier: Apache-2.0
// Names and numbers as people read them: sides, days, ranges, terms of the record.
import codes from 'i18n-iso-countries/codes.json';
import type {Precision} from './record';
import {plain} from './text';

const alpha2 = new Map((codes as string[][]).map(([two, three]) => [three!, two!]));
const numeric = new Map((codes as string[][]).map(([, three, number]) => [three!, number!]));
const regionNames = new Intl.DisplayNames(['en'], {type: 'region'});

/** "ARM" → "Armenia"; the key of an actor that is no country stays as it is. */
export function sideName(key: string | null): string {
  if (!key) return 'side not told';
  const two = alpha2.get(key);
  return two ? regionNames.of(two) ?? key : plain(key.replaceAll('_', ' '));
}

export const isCountry = (key: string): boolean => alpha2.has(key);

/** "killed, ARM military" → "killed, Armenia military": in words of the program, never in those of a report. */
export function withNames(text: string, keys: ReadonlySet<string>): string {
  return text.replace(/\b[A-Z]{3}\b/g, key => (keys.has(key) ? sideName(key) : key));
}

/** The number by which the map's data name a country. */
export function countryNumber(key: string): string | undefined {
  return numeric.get(key);
}

/** "ARM government" → "Armenia’s government"; a report's own voice keeps its publisher's name. */
export function claimantName(claimant: string): string {
  const [first, ...rest] = claimant.split(' ');
  if (first && alpha2.has(first)) {
    const country = sideName(first);
    return rest.length ? `${country}${country.endsWith('s') ? '’' : '’s'} ${plain(rest.join(' '))}` : country;
  }
  return plain(claimant.startsWith('report: ') ? claimant.slice('report: '.length) : claimant);
}

export const inWords = (term: string): string => plain(term.replaceAll('_', ' '));
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
export const count = (n: number, one: string, many = one + 's'): string => `${number(n)} ${n === 1 ? one : many}`;

const grouped = new Intl.NumberFormat('en-GB');
/** "9999", "12,000". */
export const number = (n: number | null): string => (n === null ? '–' : n < 10_000 ? String(n) : grouped.format(n));

/** A figure as it was said: "at least 135", "49", "50 to 71", "not told". */
export function figure(low: number | null, best: number | null, high: number | null): string {
  if (low !== null && high !== null && low !== high) return `${number(low)} to ${number(high)}`;
  const value = best ?? low ?? high;
  if (value === null) return 'number not known';
  if (high === null) return `at least ${number(value)}`;
  if (low === null) return `at most ${number(value)}`;
  return number(value);
}

/** The same in little room: "135+", "50–71". */
export function shortFigure(low: number | null, best: number | null, high: number | null): string {
  if (low !== null && high !== null && low !== high) return `${number(low)}–${number(high)}`;
  const value = best ?? low ?? high;
  if (value === null) return '?';
  if (low === null && high !== null) return '≤' + number(value);
  return number(value) + (high === null ? '+' : '');
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function parts(date: string): {day: number | null; month: string | null; year: string} {
  const [year, month, day] = date.slice(0, 10).split('-');
  return {day: day ? Number(day) : null, month: month ? months[Number(month) - 1] ?? null : null, year: year ?? ''};
}

/** "13 Sep 2022", without a day or month that is not known. */
export function day(date: string | null): string {
  if (!date) return 'day not known';
  const {day: d, month, year} = parts(date);
  return [d, month, year].filter(Boolean).join(' ');
}

/** "12–18 Sep 2022", "30 Sep – 2 Oct 2022". */
export function days(from: string | null, to: string | null): string {
  if (!from) return day(to);
  if (!to || to.slice(0, 10) === from.slice(0, 10)) return day(from);
  const a = parts(from);
  const b = parts(to);
  if (!a.day || !b.day || a.year !== b.year) return `${day(from)} – ${day(to)}`;
  if (a.month !== b.month) return `${a.day} ${a.month} – ${day(to)}`;
  return `${a.day}–${b.day} ${b.month} ${b.year}`;
}

export const precisionWords: Record<Precision, string> = {
  exact: 'at the place named', near: 'near the place named', admin2: 'somewhere in the district', admin1: 'somewhere in the province',
  country: 'somewhere in the country', border: 'somewhere along the border', region: 'somewhere in the region',
};

export const relationWords: Record<string, string> = {own_side: 'own side', opponent: 'opponent', third_party: 'third party', report: 'the report itself'};
