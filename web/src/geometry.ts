// SPDX-License-Identifier: Apache-2.0
// The shapes that places of each precision take on the map: a dot only where the town is named, an area for a district, a band for a
// border, a country as a whole.
import type {Feature, FeatureCollection, MultiLineString, Position} from 'geojson';
import type {Precision} from './record';
import {countryNumber} from './words';

/** Borders of the world atlas, each with the ISO numbers and the names of the two countries that it parts. */
export type Borders = FeatureCollection<MultiLineString, {ids: string[]; names: string[]}>;

export const collection = (features: Feature[]): FeatureCollection => ({type: 'FeatureCollection', features});

const near = ([x = 0, y = 0]: Position, lon: number, lat: number, degrees: number): boolean => Math.hypot((x - lon) * Math.cos((lat * Math.PI) / 180), y - lat) < degrees;
const bandDegrees = 1.6;
const bandStep = 0.06;

/** Fewer corners, since a wide band folds over itself at each of them; exclaves too small for a band are left out. */
function smoothed(line: Position[]): Position[] {
  const kept = line.filter((_, i) => i === 0 || i === line.length - 1);
  const result: Position[] = [kept[0]!];
  for (const point of line.slice(1, -1)) {
    const [x = 0, y = 0] = result.at(-1)!;
    if (Math.hypot(point[0]! - x, point[1]! - y) > bandStep) result.push(point);
  }
  return [...result, kept[1]!];
}

const spread = (line: Position[]): number => Math.max(...line.map(([x = 0, y = 0]) => Math.hypot(x - line[0]![0]!, y - line[0]![1]!)));

/** The border that a place means: the one between two countries of the incident when they touch, near the given point. */
export function borderBand(borders: Borders, name: string, sides: string[], lat: number, lon: number): MultiLineString | null {
  const named = name.split(/[–-]/).map(part => part.replace(/ border$/, '').trim());
  const numbers = sides.map(countryNumber);
  const between = borders.features.filter(({properties: {ids, names}}) => ids.every((id, i) => numbers.includes(id) || named.includes(names[i]!)));
  const lines = (between.length ? between : borders.features).flatMap(border => border.geometry.coordinates);
  const cut: Position[][] = [];
  for (const line of lines) {
    let piece: Position[] = [];
    for (const point of line) {
      if (near(point, lon, lat, bandDegrees)) piece.push(point);
      else if (piece.length) {
        if (piece.length > 1) cut.push(piece);
        piece = [];
      }
    }
    if (piece.length > 1) cut.push(piece);
  }
  const long = cut.filter(line => spread(line) > 3 * bandStep).map(smoothed);
  return long.length ? {type: 'MultiLineString', coordinates: long} : null;
}

/** How far the true place may lie from the point, in kilometres, by precision: the size of the soft area. */
export const reach: Partial<Record<Precision, number>> = {near: 12, admin2: 18, admin1: 40, region: 75};
