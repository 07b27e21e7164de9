// SPDX-License-Identifier: Apache-2.0
// Borders of countries from the world atlas (Natural Earth, public domain), and the shapes that places of each precision
// take on the map: a dot only where the town is named, an area for a district, a band for a border, a country as a whole.
import type {Feature, FeatureCollection, MultiLineString, Point, Position} from 'geojson';
import {feature, mesh} from 'topojson-client';
import type {GeometryCollection, Topology} from 'topojson-specification';
import type {Precision} from './record';
import {countryNumber} from './words';

interface CountryName {
  name: string;
}
export type Atlas = Topology<{countries: GeometryCollection<CountryName>; land: GeometryCollection}>;
export type Collection = FeatureCollection;

export const collection = (features: Feature[]): Collection => ({type: 'FeatureCollection', features});

/** The atlas runs on over the 180th meridian, where degrees jump: here they go on counting, so that no line crosses the map. */
function unwrapped(line: Position[]): Position[] {
  let turn = 0;
  return line.map(([x = 0, y = 0], i) => {
    const before = line[i - 1]?.[0] ?? x;
    turn += x - before > 180 ? -360 : x - before < -180 ? 360 : 0;
    return [x + turn, y];
  });
}

/** A ring around the pole does not meet its own beginning: it is led along the edge of the map. */
function unwrappedRing(ring: Position[]): Position[] {
  const open = unwrapped(ring);
  const [first, last] = [open[0]!, open.at(-1)!];
  return Math.abs(last[0]! - first[0]!) > 180 ? [...open, [last[0]!, -90], [first[0]!, -90], first] : open;
}

export function countries(atlas: Atlas, geometries = atlas.objects.countries.geometries): Collection {
  const all = feature(atlas, {type: 'GeometryCollection', geometries}) as Collection;
  for (const {geometry} of all.features) {
    if (geometry.type === 'Polygon') geometry.coordinates = geometry.coordinates.map(unwrappedRing);
    if (geometry.type === 'MultiPolygon') geometry.coordinates = geometry.coordinates.map(polygon => polygon.map(unwrappedRing));
  }
  return all;
}

type Rule = (a: unknown, b: unknown) => boolean;

function lines(atlas: Atlas, rule: Rule): Feature<MultiLineString> {
  const {coordinates} = mesh(atlas, atlas.objects.countries as never, rule as never);
  return {type: 'Feature', properties: {}, geometry: {type: 'MultiLineString', coordinates: coordinates.map(unwrapped)}};
}

export const borders = (atlas: Atlas): Feature<MultiLineString> => lines(atlas, (a, b) => a !== b);
export const coasts = (atlas: Atlas): Feature<MultiLineString> => lines(atlas, (a, b) => a === b);

const ringArea = (ring: Position[]): number => Math.abs(ring.reduce((sum, [x = 0, y = 0], i) => {
  const [nx = 0, ny = 0] = ring[(i + 1) % ring.length]!;
  return sum + x * ny - nx * y;
}, 0)) / 2;

/** Where a country's name stands: the middle of its largest piece; `area` says how early the name may be shown. */
export function countryLabels(all: Collection): Feature<Point>[] {
  return all.features.flatMap(country => {
    const {geometry} = country;
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
    const rings = polygons.map(polygon => polygon[0]!).sort((a, b) => ringArea(b) - ringArea(a));
    const ring = rings[0];
    if (!ring) return [];
    let [x, y, sum] = [0, 0, 0];
    ring.forEach(([px = 0, py = 0], i) => {
      const [nx = 0, ny = 0] = ring[(i + 1) % ring.length]!;
      const cross = px * ny - nx * py;
      x += (px + nx) * cross;
      y += (py + ny) * cross;
      sum += cross;
    });
    if (!sum) return [];
    return [{type: 'Feature' as const, properties: {name: (country.properties as CountryName).name, area: ringArea(ring)}, geometry: {type: 'Point' as const, coordinates: [x / (3 * sum), y / (3 * sum)]}}];
  });
}

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
export function borderBand(atlas: Atlas, name: string, sides: string[], lat: number, lon: number): MultiLineString | null {
  const named = name.split(/[–-]/).map(part => part.replace(/ border$/, '').trim());
  const numbers = sides.map(countryNumber);
  type Country = {id?: string | number; properties?: CountryName};
  const isParty = (country: Country): boolean => numbers.includes(String(country.id)) || named.includes(country.properties?.name ?? '');
  const between = lines(atlas, (a, b) => a !== b && isParty(a as Country) && isParty(b as Country)).geometry.coordinates;
  const cut: Position[][] = [];
  for (const line of between.length ? between : borders(atlas).geometry.coordinates) {
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
