// SPDX-License-Identifier: Apache-2.0
// The world atlas (Natural Earth, public domain) as the map reads it without work of its own: land and borders to draw, borders by the two
// countries that they part, and where the names of countries stand. Made when the page is built.
import {feature, mesh} from 'topojson-client';

const rounded = value => (Array.isArray(value) ? value.map(rounded) : Math.round(value * 1000) / 1000);
const collection = features => ({type: 'FeatureCollection', features});

/** The atlas runs on over the 180th meridian, where degrees jump: here they go on counting, so that no line crosses the map. */
function unwrapped(line) {
  let turn = 0;
  return line.map(([x, y], i) => {
    const before = line[i - 1]?.[0] ?? x;
    turn += x - before > 180 ? -360 : x - before < -180 ? 360 : 0;
    return [x + turn, y];
  });
}

/** A ring around the pole does not meet its own beginning: it is led along the edge of the map. */
function unwrappedRing(ring) {
  const open = unwrapped(ring);
  const [first, last] = [open[0], open.at(-1)];
  return Math.abs(last[0] - first[0]) > 180 ? [...open, [last[0], -90], [first[0], -90], first] : open;
}

const polygonsOf = ({type, coordinates}) => (type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : []);

/** What the map draws: one polygon a country, whose `id` is its ISO number (a few disputed ones have none), and all borders as one line. */
export function land(atlas) {
  const countries = feature(atlas, atlas.objects.countries).features.map(({id, geometry}) => ({
    type: 'Feature', properties: {id: id ?? ''}, geometry: {type: 'MultiPolygon', coordinates: rounded(polygonsOf(geometry).map(rings => rings.map(unwrappedRing)))},
  }));
  const lines = mesh(atlas, atlas.objects.countries, (a, b) => a !== b).coordinates;
  return collection([...countries, {type: 'Feature', properties: {}, geometry: {type: 'MultiLineString', coordinates: rounded(lines.map(unwrapped))}}]);
}

/** For bands along borders: one feature for each pair of neighbours, with their numbers and names. */
export function borders(atlas) {
  const owners = new Map();
  const note = (arcs, country) => (Array.isArray(arcs) ? arcs.forEach(one => note(one, country)) : owners.set(arcs < 0 ? ~arcs : arcs, (owners.get(arcs < 0 ? ~arcs : arcs) ?? new Set()).add(country)));
  for (const country of atlas.objects.countries.geometries) note(country.arcs ?? [], country);
  const pairs = new Map();
  for (const [arc, countries] of owners) {
    if (countries.size !== 2) continue;
    const names = [...countries].map(country => country.properties.name);
    const key = names.join('|');
    if (!pairs.has(key)) pairs.set(key, {ids: [...countries].map(country => country.id ?? ''), names, arcs: []});
    pairs.get(key).arcs.push([arc]);
  }
  return collection([...pairs.values()].map(({ids, names, arcs}) => ({
    type: 'Feature', properties: {ids, names}, geometry: {type: 'MultiLineString', coordinates: rounded(mesh(atlas, {type: 'MultiLineString', arcs}).coordinates.map(unwrapped))},
  })));
}

const crosses = ring => ring.map(([x, y], i) => {
  const [nextX, nextY] = ring[(i + 1) % ring.length];
  return {cross: x * nextY - nextX * y, x: x + nextX, y: y + nextY};
});
const areaOf = ring => crosses(ring).reduce((sum, one) => sum + one.cross, 0) / 2;

/** A country's name stands in the middle of its largest piece; `area` says how early it may be shown. */
export function names(atlas) {
  return collection(feature(atlas, atlas.objects.countries).features.flatMap(({properties, geometry}) => {
    const [ring] = polygonsOf(geometry).map(rings => unwrappedRing(rings[0])).sort((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)));
    const area = ring ? areaOf(ring) : 0;
    if (!area) return [];
    const middle = ['x', 'y'].map(axis => crosses(ring).reduce((sum, one) => sum + one[axis] * one.cross, 0) / (6 * area));
    return [{type: 'Feature', properties: {name: properties.name, area: Math.abs(area)}, geometry: {type: 'Point', coordinates: rounded(middle)}}];
  }));
}
