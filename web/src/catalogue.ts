// SPDX-License-Identifier: Apache-2.0
// All incidents of the ledger in columns, and which of them the view asks for. Filters work here, without the server;
// only words that stand in reports are asked of it.
import {api} from './api';
import type {IncidentIndex} from './record';
import type {View} from './state';

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

export const best = (figures: readonly (number | null)[] | undefined): number | null => figures?.[1] ?? figures?.[0] ?? figures?.[2] ?? null;

const within = (index: IncidentIndex, row: number, bounds: Bounds): boolean => {
  const lat = index.lat[row];
  const lon = index.lon[row];
  return lat != null && lon != null && lat >= bounds.south && lat <= bounds.north && lon >= bounds.west && lon <= bounds.east;
};

export class Catalogue {
  private readonly rowOf: Map<string, number>;
  private readonly searched: string[];
  /** Rows whose reports hold the words that are searched for, as the server said. */
  private inReports: {words: string; rows: Set<number>} = {words: '', rows: new Set()};

  constructor(readonly index: IncidentIndex) {
    this.rowOf = new Map(index.id.map((id, row) => [id, row]));
    this.searched = index.id.map((id, row) => [id, index.title[row], index.kind[row], index.place[row], ...(index.sides[row] ?? [])].join(' ').toLowerCase());
  }

  row(id: string): number | undefined {
    return this.rowOf.get(id);
  }

  /** The day that an incident is put on: its own, or that of its latest report. */
  dayOf(row: number): string | null {
    return this.index.from[row] ?? this.index.last_seen[row] ?? null;
  }

  lastDayOf(row: number): string | null {
    return this.index.to[row] ?? this.dayOf(row);
  }

  async search(words: string): Promise<void> {
    if (!words || this.inReports.words === words) return;
    const found = await api.index(words);
    this.inReports = {words, rows: new Set(found.id.flatMap(id => this.row(id) ?? []))};
  }

  /** Rows in the order asked for. `withoutTime` leaves the days out, for the bars that one chooses days with. */
  matching(view: View, bounds: Bounds | null, withoutTime = false): number[] {
    const {index} = this;
    const words = view.q.toLowerCase().split(/\s+/).filter(Boolean);
    const reported = this.inReports.words === view.q ? this.inReports.rows : new Set<number>();
    const rows: number[] = [];
    for (let row = 0; row < index.id.length; ++row) {
      if (view.kind && index.kind[row] !== view.kind) continue;
      if (view.side && !index.sides[row]?.includes(view.side)) continue;
      if (view.place && index.place[row] !== view.place) continue;
      if (view.contested && !index.contested[row]) continue;
      if (view.dead && (best(index.killed[row]) ?? 0) < view.dead) continue;
      if (!withoutTime && view.from && (this.lastDayOf(row) ?? '').slice(0, 10) < view.from) continue;
      if (!withoutTime && view.to && (this.dayOf(row) ?? '9').slice(0, 10) > view.to) continue;
      if (view.here && bounds && !within(index, row, bounds)) continue;
      if (words.length && !reported.has(row) && !words.every(word => this.searched[row]!.includes(word))) continue;
      rows.push(row);
    }
    return rows.sort(view.order === 'deadliest' ? this.deadlier : this.newer);
  }

  private readonly newer = (a: number, b: number): number => {
    const [dayA, dayB] = [this.dayOf(a) ?? '', this.dayOf(b) ?? ''];
    return dayA === dayB ? a - b : dayA < dayB ? 1 : -1;
  };
  private readonly deadlier = (a: number, b: number): number => (best(this.index.killed[b]) ?? -1) - (best(this.index.killed[a]) ?? -1) || this.newer(a, b);
}
