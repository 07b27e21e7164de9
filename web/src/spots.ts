// SPDX-License-Identifier: Apache-2.0
// What stands on the map: incidents of one place are one spot. Its size is that of the deadliest alone, since two incidents
// may be one happening told apart and are never added up.
import type {Catalogue} from './catalogue';
import {best} from './catalogue';
import type {Incident, Precision} from './record';

export interface Spot {
  name: string;
  lat: number;
  lon: number;
  precision: Precision;
  country: string | null;
  sides: string[];
  rows: number[]; // of the catalogue; the deadliest first
  low: number;
  best: number;
  high: number;
  contested: boolean;
}

export function spotsOf(catalogue: Catalogue, rows: readonly number[]): Spot[] {
  const {index} = catalogue;
  const spots = new Map<string, Spot>();
  for (const row of rows) {
    const lat = index.lat[row];
    const lon = index.lon[row];
    if (lat == null || lon == null) continue;
    const precision = index.precision[row] ?? 'region';
    const key = `${lat}/${lon}/${precision}`;
    const killed = best(index.killed[row]) ?? 0;
    const spot = spots.get(key);
    if (!spot) {
      const [low, , high] = index.killed[row] ?? [];
      spots.set(key, {
        name: index.place[row] ?? '', lat, lon, precision, country: index.country[row] ?? null, sides: index.sides[row] ?? [], rows: [row],
        low: low ?? killed, best: killed, high: high ?? killed, contested: !!index.contested[row],
      });
      continue;
    }
    spot.contested ||= !!index.contested[row];
    if (killed <= spot.best) {
      spot.rows.push(row);
      continue;
    }
    const [low, , high] = index.killed[row] ?? [];
    Object.assign(spot, {low: low ?? killed, best: killed, high: high ?? killed});
    spot.rows.unshift(row);
  }
  return [...spots.values()];
}

/** All places of the open incident, without sizes: its figures are told of the incident, not of each place. */
export function spotsOfIncident(incident: Incident): Spot[] {
  return incident.places.flatMap(place => (place.lat === null || place.lon === null ? [] : [{
    name: place.name, lat: place.lat, lon: place.lon, precision: place.precision, country: place.country, sides: incident.sides.map(side => side.key), rows: [], low: 0, best: 0, high: 0, contested: false,
  }]));
}
