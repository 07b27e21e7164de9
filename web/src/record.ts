// SPDX-License-Identifier: Apache-2.0
// What the HTTP API answers: the data contract's names, as far as the page shows them. No behaviour.

export type Precision = 'exact' | 'near' | 'admin2' | 'admin1' | 'country' | 'border' | 'region';
export type Relation = 'own_side' | 'opponent' | 'third_party' | 'report';
export type Agreement = 'corroborated' | 'single_source' | 'contested' | 'superseded';
export type Standing = 'current' | 'superseded' | 'part' | 'total' | 'running_total' | 'rejected';
export type Order = 'deadliest' | 'newest';

/** Where something stands in a report, in code points of its text. */
export interface Evidence {
  report: string;
  start: number;
  end: number;
}

export interface Place extends Evidence {
  name: string;
  lat: number | null;
  lon: number | null;
  country: string | null;
  admin1: string | null;
  precision: Precision;
  confidence: number;
}

export interface FigureClaim extends Evidence {
  claimant: string;
  relation: Relation;
  low: number | null;
  best: number | null;
  high: number | null;
  as_of: string | null;
  standing: Standing;
  class: string;
  place: string | null;
}

export interface CasualtyRow {
  outcome: string;
  side: string | null;
  class: string;
  low: number | null;
  best: number | null;
  high: number | null;
  agreement: Agreement;
  claims: FigureClaim[];
}

export interface StatedClaim extends Evidence {
  claimant: string;
  stance: string;
  about: string | null;
  contradicts: number[];
  confirms: number[];
}

export interface Responsibility extends Evidence {
  actor: string;
  blame: 'claimed' | 'blamed' | 'denied';
  claimant: string;
  as_of: string | null;
}

export interface Incident {
  id: string;
  kind: string;
  title: string;
  from: string | null;
  to: string | null;
  time_precision: string | null;
  places: Place[];
  sides: {key: string; role: 'party' | 'target' | 'mediator'}[];
  casualties: CasualtyRow[];
  totals: CasualtyRow[];
  claims: StatedClaim[];
  responsibility: Responsibility[];
  event_grade: string;
  responsibility_grade: string;
  figure_grade: string;
  reports: string[];
  independent_sources: number;
  status: string;
  revision: number;
  first_seen: string | null;
  last_seen: string | null;
}

export interface ReportHead {
  id: string;
  title: string | null;
  publisher: string | null;
  published: string | null;
  url: string | null;
  story?: string | number | null;
}

export interface Finding {
  kind: string;
  severity: 'note' | 'warning' | 'error';
  message: string;
  report?: string;
}

export interface Revision {
  revision: number;
  at: string | null;
  by: string;
  what: string[] | string;
}

/** A person's decision; `undone` is the number of the one that it takes back. */
export interface Correction {
  number: number;
  action: string;
  author: string;
  reason: string;
  date: string;
  undone: number | null;
}

export interface IncidentDetail {
  incident: Incident;
  is_set_aside: boolean; // rejected by a person: in no list, but its address still leads to it
  corrections: Correction[];
  reports: ReportHead[];
  findings: Finding[];
  revisions: Revision[];
}

export interface Reading {
  report: ReportHead & {text: string; dateline: string | null; byline: string | null; language: string | null};
  sentences: {start: number; end: number; background: boolean}[];
}

/** All incidents as columns: row i of every column is one incident. */
export interface IncidentIndex {
  id: string[];
  title: string[];
  kind: string[];
  from: (string | null)[];
  to: (string | null)[];
  lat: (number | null)[];
  lon: (number | null)[];
  precision: (Precision | null)[];
  place: (string | null)[];
  country: (string | null)[];
  killed: (number | null)[][];
  injured: (number | null)[][];
  contested: number[];
  sources: number[];
  sides: string[][];
  status: string[];
  last_seen: (string | null)[];
}

export interface Summary {
  title: string | null;
  incidents: number;
  reports: number;
  first: string | null;
  last: string | null;
  kinds: Record<string, number>;
  sides: Record<string, number>;
  ledger_revision: number;
  can_correct: boolean;
}

export interface Diplomacy {
  actors: {key: string; name: string; kind: string}[];
  links: {from: string; to: string; type: string; mode: string | null; count: number; incidents: string[]; evidence: Evidence[]}[];
}

export interface Background {
  sentences: (Evidence & {text: string; incidents: string[]})[];
}

export type BriefBlock =
  | {type: 'heading'; level: number; text: string}
  | {type: 'paragraph'; text: string}
  | {type: 'table'; head: string[]; rows: string[][]}
  | {type: 'list'; items: string[]}
  | {type: 'footnotes'; items: string[]; evidence?: (Evidence | null)[]};

export interface Brief {
  title?: string;
  blocks: BriefBlock[];
}
