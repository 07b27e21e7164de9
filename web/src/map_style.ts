// SPDX-License-Identifier: Apache-2.0
// What the map draws with: its layers, and the looks of its circles as one table, so that all circles are one layer and one drawing
// program, which a machine without a graphics card has to translate and run itself. What the first look needs comes first; names,
// hatching and bands follow.
import type {CircleLayerSpecification, DataDrivenPropertyValueSpecification, ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification} from 'maplibre-gl';
import {h} from './dom';
import {collection} from './geometry';
import {colour} from './theme';

/** How a circle looks; drawn in this order, a later look above an earlier one. */
export type Look = 'area' | 'focusArea' | 'ring' | 'dot' | 'none' | 'low' | 'focus';
export const lookOrder: readonly Look[] = ['area', 'focusArea', 'ring', 'dot', 'none', 'low', 'focus'];

interface Paint {
  color: string;
  opacity: number;
  blur: number;
  strokeColor: string;
  strokeWidth: number;
  strokeOpacity: number;
}

const plain: Paint = {color: '#000', opacity: 0, blur: 0, strokeColor: '#000', strokeWidth: 0, strokeOpacity: 1};

function looks(): Record<Look, Paint> {
  const [land, loss, chosen] = [colour('map-land'), colour('loss'), colour('chosen')];
  return {
    area: {...plain, color: loss, opacity: 0.46, blur: 0.85},
    focusArea: {...plain, color: chosen, opacity: 0.38, blur: 0.85},
    ring: {...plain, color: loss, opacity: 0.14, strokeColor: loss, strokeWidth: 1, strokeOpacity: 0.5},
    dot: {...plain, color: loss, opacity: 0.68, strokeColor: loss, strokeWidth: 1.3},
    none: {...plain, color: land, opacity: 0.9, strokeColor: loss, strokeWidth: 1.3},
    low: {...plain, strokeColor: land, strokeWidth: 1},
    focus: {...plain, color: land, opacity: 1, strokeColor: chosen, strokeWidth: 2.5},
  };
}

/** Seen from afar, discs give way to one another. */
const shrunk = (zoom: number): number => Math.min(1, Math.max(0.45, 0.45 + (0.55 * (zoom - 1.5)) / 4));

/** `radius` is in pixels; `groundRadius` is a length on the ground in pixels at zoom 0, never drawn too small to be seen. */
const circleRadius = ['interpolate', ['exponential', 2], ['zoom'], ...[0, 2, 3, 4, 5, 6, 8, 12].flatMap(zoom => [zoom,
  ['case', ['has', 'groundRadius'], ['max', ['*', ['get', 'groundRadius'], 2 ** zoom], 11], ['*', shrunk(zoom), ['get', 'radius']]]])] as unknown as ExpressionSpecification;

function circles(id: string, source: string): CircleLayerSpecification {
  const table = looks();
  const by = <T>(name: keyof Paint): DataDrivenPropertyValueSpecification<T> => ['match', ['get', 'look'], ...lookOrder.slice(1).flatMap(look => [look, table[look][name]]), table.area[name]] as never;
  return {id, type: 'circle', source, paint: {
    'circle-radius': circleRadius, 'circle-color': by<string>('color'), 'circle-opacity': by<number>('opacity'), 'circle-blur': by<number>('blur'),
    'circle-stroke-color': by<string>('strokeColor'), 'circle-stroke-width': by<number>('strokeWidth'), 'circle-stroke-opacity': by<number>('strokeOpacity'),
  }};
}

const isCountry: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];

/** Enough for a first look: land, and all places that are points or areas. Each sort of layer is a program that must be compiled. */
export function firstLayers(): LayerSpecification[] {
  return [
    {id: 'water', type: 'background', paint: {'background-color': colour('map-water')}},
    {id: 'land', type: 'fill', source: 'land', filter: isCountry, paint: {'fill-color': colour('map-land'), 'fill-antialias': false}},
    circles('spots', 'spots'),
  ];
}

/** A layer costs time even where it draws nothing: these are hidden until they have something to show. */
const hidden = {visibility: 'none'} as const;
const grows = (from: number, to: number): ExpressionSpecification => ['interpolate', ['exponential', 1.6], ['zoom'], 3, from, 9, to];
const names = {'text-font': ['"Source Sans 3 Variable"'], 'text-size': 12.5, 'text-variable-anchor': ['left', 'right', 'top', 'bottom'] as ('left' | 'right' | 'top' | 'bottom')[], 'text-justify': 'auto' as const, 'text-max-width': 12};
const halo = (): Record<string, unknown> => ({'text-halo-color': colour('map-land'), 'text-halo-width': 1.6});

/** The rest, each with the layer that it goes below. */
export function laterLayers(): [LayerSpecification, string | undefined][] {
  const soft = (id: string, ink: string, opacity: number): [LayerSpecification, string][] => [
    [{id: `${id}-country`, type: 'fill', source: 'land', layout: hidden, paint: {'fill-pattern': `hatch-${ink}`}}, 'outlines'],
    [{id: `${id}-band`, type: 'line', source: `${id}-bands`, layout: {...hidden, 'line-join': 'round', 'line-cap': 'round'},
      paint: {'line-color': colour(ink), 'line-opacity': opacity, 'line-blur': grows(2, 22), 'line-width': grows(6, 50)}}, 'outlines'],
  ];
  const offset = ['interpolate', ['linear'], ['zoom'], 1.5, ['+', 0.35, ['*', 0.45, ['get', 'offset']]], 5.5, ['+', 0.35, ['get', 'offset']]] as unknown as ExpressionSpecification;
  const line = colour('map-line');
  return [
    [{id: 'outlines', type: 'line', source: 'land', filter: isCountry, paint: {'line-color': line, 'line-width': 0.7, 'line-opacity': 0.8}}, 'spots'],
    [{id: 'borders', type: 'line', source: 'land', minzoom: 2, filter: ['!', isCountry], paint: {'line-color': line, 'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.4, 8, 1.6]}}, 'spots'],
    ...soft('area', 'loss', 0.36),
    ...soft('focus', 'chosen', 0.3),
    [{...circles('focus', 'focus'), layout: hidden}, undefined],
    [{id: 'country-names', type: 'symbol', source: 'names', filter: ['>=', ['get', 'area'], ['step', ['zoom'], 60, 2.5, 15, 3.5, 4, 4.5, 0]],
      layout: {'text-field': ['upcase', ['get', 'name']], 'text-font': names['text-font'], 'text-size': ['interpolate', ['linear'], ['zoom'], 2, 9.5, 8, 13], 'text-letter-spacing': 0.14, 'text-max-width': 8, 'symbol-sort-key': ['-', 0, ['get', 'area']]},
      paint: {...halo(), 'text-color': colour('map-ink'), 'text-opacity': 0.62, 'text-halo-width': 1.4}}, undefined],
    [{id: 'spot-names', type: 'symbol', source: 'labels', filter: ['all', ['!', ['get', 'isFocus']], ['<', ['get', 'rank'], ['step', ['zoom'], 60, 3, 150, 5, 500, 7, 1e9]]],
      layout: {...names, 'text-field': ['format', ['get', 'name'], {}, ['get', 'more'], {'text-color': colour('loss')}], 'text-radial-offset': offset, 'symbol-sort-key': ['-', 0, ['get', 'best']]},
      paint: {...halo(), 'text-color': colour('ink')}}, undefined],
    [{id: 'focus-names', type: 'symbol', source: 'labels', filter: ['get', 'isFocus'], layout: {...hidden, ...names, 'text-field': ['get', 'name'], 'text-radial-offset': 0.8},
      paint: {...halo(), 'text-color': colour('chosen')}}, undefined],
  ];
}

const source = (data: string | null): SourceSpecification => ({type: 'geojson', data: data ?? collection([]), tolerance: 0.375, buffer: 32});

export const firstStyle = (): StyleSpecification => ({version: 8, sources: {land: source(LAND[0]!), spots: source(null)}, layers: firstLayers()});

export const laterSources = (): Record<string, SourceSpecification> => ({names: source(NAMES), labels: source(null), focus: source(null), 'area-bands': source(null), 'focus-bands': source(null)});

/** Diagonal lines, "somewhere in this country", in the colours of the style sheet. */
export function hatches(): [string, ImageData][] {
  return ['loss', 'chosen'].map(ink => [`hatch-${ink}`, hatch(colour(ink))]);
}

function hatch(ink: string): ImageData {
  const side = 16;
  const canvas = h('canvas', {width: side, height: side});
  const pen = canvas.getContext('2d')!;
  pen.strokeStyle = ink;
  pen.globalAlpha = 0.26;
  pen.lineWidth = 1.4;
  for (const from of [-side, 0, side]) {
    pen.moveTo(from - 1, side + 1);
    pen.lineTo(from + side + 1, -1);
  }
  pen.stroke();
  return pen.getImageData(0, 0, side, side);
}
