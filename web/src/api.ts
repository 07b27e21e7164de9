// SPDX-License-Identifier: Apache-2.0
// The HTTP API, typed. What was read once is kept until the ledger changes.
import type {Background, Brief, Diplomacy, IncidentDetail, IncidentIndex, Reading, Summary} from './record';

export class ApiError extends Error {
  constructor(message: string, readonly status: number) {
    super(message);
  }
}

async function answered(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const said = body && typeof body === 'object' && 'error' in body ? String(body.error) : `the server answered ${response.status}`;
  throw new ApiError(said, response.status);
}

const kept = new Map<string, Promise<unknown>>();

function get<T>(path: string): Promise<T> {
  let answer = kept.get(path);
  if (!answer) {
    answer = fetch(path, {headers: {Accept: 'application/json'}}).then(answered);
    answer.catch(() => kept.delete(path)); // a failure is asked again
    kept.set(path, answer);
  }
  return answer as Promise<T>;
}

/** Names and values of a query, without those that are not set. */
export function query(values: Record<string, string | number | null | undefined>): string {
  const set = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return set.length ? '?' + new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString() : '';
}

const path = encodeURIComponent;

export const api = {
  summary: () => get<Summary>('api/summary'),
  index: (q?: string) => get<IncidentIndex>('api/incidents.index' + query({q})),
  incident: (id: string) => get<IncidentDetail>(`api/incidents/${path(id)}`),
  reading: (report: string) => get<{report: unknown; reading: Reading}>(`api/reports/${path(report)}`).then(answer => answer.reading),
  diplomacy: (from: string, to: string) => get<Diplomacy>('api/diplomacy' + query({from, to})),
  background: (from: string, to: string) => get<Background>('api/background' + query({from, to})),
  brief: (scope: Record<string, string>) => get<Brief>('api/brief' + query({...scope, format: 'json'})),
  forget: () => kept.clear(),

  async correct(correction: Record<string, unknown>, token: string): Promise<{correction?: number; incident?: string; ledger_revision?: number}> {
    const response = await fetch('api/corrections', {
      method: 'POST', headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token}`}, body: JSON.stringify(correction),
    });
    return (await answered(response)) as {correction?: number; incident?: string; ledger_revision?: number};
  },

  /** Calls back with the ledger's revision each time that it changes. */
  watch(changed: (revision: number) => void): void {
    const source = new EventSource('api/events');
    source.addEventListener('revision', event => changed(Number((event as MessageEvent).lastEventId)));
  },
};
