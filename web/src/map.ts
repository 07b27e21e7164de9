// SPDX-License-Identifier: Apache-2.0
// The map: MapLibre over the world atlas, no tile server, letters drawn from the page's own font. Shows how exactly a place
// is known; what it shows is in the list too.
import {LngLatBounds, Map as MapLibre, setWorkerUrl, type ExpressionSpecification, type GeoJSONSource, type LayerSpecification, type MapMouseEvent, type StyleSpecification} from 'maplibre-gl';
import type {Feature} from 'geojson';
import type {Bounds} from './catalogue';
import {h} from './dom';
import {borderBand, borders, coasts, collection, countries, countryLabels, reach, type Atlas} from './geometry';
import {keepPace} from './pace';
import type {Spot} from './spots';
import {plain} from './text';
import {colour} from './theme';
import {count, number, precisionWords} from './words';
import {countryNumber} from './words';

setWorkerUrl(new URL(WORKER, document.baseURI).href);

const fineZoom = 4.5;
const face = ['"Source Sans 3 Variable"'];

/** Area by number: a hundred dead are ten times the area of ten. */
const radius = (value: number): number => (value <= 0 ? 3.5 : Math.min(40, 3.5 + 1.55 * Math.sqrt(value)));

/** Seen from afar, discs give way to one another. */
const nearer = (value: unknown, add = 0): ExpressionSpecification => ['interpolate', ['linear'], ['zoom'], 1.5, ['+', add, ['*', 0.45, value]], 5.5, ['+', add, value]] as unknown as ExpressionSpecification;
const sized = (name: string): ExpressionSpecification => nearer(['get', name]);

const empty = collection([]);

/** Pixels at zoom 0 for a length on the ground; they double with each level. */
const groundPixels = (km: number, lat: number): number => (km * 512) / (40_075 * Math.cos((lat * Math.PI) / 180));

/** A length on the ground at each zoom, but never too small to be seen. */
const groundRadius = ['interpolate', ['exponential', 2], ['zoom'], ...[0, 2, 3, 4, 5, 6, 8, 12].flatMap(zoom => [zoom, ['max', ['*', ['get', 'groundRadius'], 2 ** zoom], 11]])] as unknown as ExpressionSpecification;

/** Diagonal lines: "somewhere in this country". */
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

const hatches = [['hatch-area', 'loss'], ['hatch-focus', 'chosen']] as const;

function layers(): LayerSpecification[] {
  const c = {land: colour('map-land'), water: colour('map-water'), line: colour('map-line'), ink: colour('map-ink'), loss: colour('loss'), chosen: colour('chosen'), halo: colour('map-land')};
  const soft = (id: string, source: string, fill: string, opacity: number): LayerSpecification[] => [
    {id: `${id}-country`, type: 'fill', source, filter: ['==', ['get', 'shape'], 'country'], paint: {'fill-pattern': `hatch-${id}`}},
    {id: `${id}-soft`, type: 'circle', source, filter: ['has', 'groundRadius'],
      paint: {'circle-color': fill, 'circle-opacity': opacity * 1.9, 'circle-blur': 0.85, 'circle-radius': groundRadius}},
    {id: `${id}-band`, type: 'line', source, filter: ['==', ['get', 'shape'], 'band'], layout: {'line-join': 'round', 'line-cap': 'round'},
      paint: {'line-color': fill, 'line-opacity': opacity * 1.5, 'line-blur': ['interpolate', ['exponential', 1.6], ['zoom'], 3, 2, 9, 22], 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 3, 6, 9, 50]}},
  ];
  return [
    {id: 'water', type: 'background', paint: {'background-color': c.water}},
    {id: 'land', type: 'fill', source: 'land', paint: {'fill-color': c.land, 'fill-antialias': false}},
    ...soft('area', 'spots', c.loss, 0.24),
    ...soft('focus', 'focus', c.chosen, 0.2),
    {id: 'coasts', type: 'line', source: 'coasts', paint: {'line-color': c.line, 'line-width': 0.7, 'line-opacity': 0.8}},
    {id: 'borders', type: 'line', source: 'borders', paint: {'line-color': c.line, 'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.6, 8, 1.4], 'line-dasharray': [4, 2]}},
    {id: 'rings', type: 'circle', source: 'spots', filter: ['==', ['get', 'shape'], 'dot'],
      paint: {'circle-radius': sized('highRadius'), 'circle-color': c.loss, 'circle-opacity': 0.14, 'circle-stroke-color': c.loss, 'circle-stroke-width': ['case', ['>', ['get', 'highRadius'], ['get', 'bestRadius']], 1, 0], 'circle-stroke-opacity': 0.5}},
    {id: 'dots', type: 'circle', source: 'spots', filter: ['==', ['get', 'shape'], 'dot'], layout: {'circle-sort-key': ['-', 0, ['get', 'best']]},
      paint: {'circle-radius': sized('bestRadius'), 'circle-color': ['case', ['>', ['get', 'best'], 0], c.loss, c.land], 'circle-opacity': ['case', ['>', ['get', 'best'], 0], 0.62, 0.9], 'circle-stroke-color': c.loss, 'circle-stroke-width': 1.3}},
    {id: 'lows', type: 'circle', source: 'spots', filter: ['all', ['==', ['get', 'shape'], 'dot'], ['<', ['get', 'lowRadius'], ['get', 'bestRadius']]],
      paint: {'circle-radius': sized('lowRadius'), 'circle-color': 'transparent', 'circle-stroke-color': c.land, 'circle-stroke-width': 1}},
    {id: 'focus-dots', type: 'circle', source: 'focus', filter: ['==', ['get', 'shape'], 'dot'],
      paint: {'circle-radius': 5, 'circle-color': c.land, 'circle-stroke-color': c.chosen, 'circle-stroke-width': 2.5}},
    {id: 'country-names', type: 'symbol', source: 'names', filter: ['>=', ['get', 'area'], ['step', ['zoom'], 60, 2.5, 15, 3.5, 4, 4.5, 0]],
      layout: {'text-field': ['upcase', ['get', 'name']], 'text-font': face, 'text-size': ['interpolate', ['linear'], ['zoom'], 2, 9.5, 8, 13], 'text-letter-spacing': 0.14, 'text-max-width': 8, 'symbol-sort-key': ['-', 0, ['get', 'area']]},
      paint: {'text-color': c.ink, 'text-opacity': 0.62, 'text-halo-color': c.halo, 'text-halo-width': 1.4}},
    {id: 'spot-names', type: 'symbol', source: 'spots', filter: ['has', 'label'],
      layout: {'text-field': ['format', ['get', 'name'], {}, ['get', 'more'], {'text-color': c.loss}], 'text-font': face, 'text-size': 12.5, 'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': nearer(['get', 'offset'], 0.35), 'text-justify': 'auto', 'symbol-sort-key': ['-', 0, ['get', 'best']], 'text-max-width': 12},
      paint: {'text-color': colour('ink'), 'text-halo-color': c.halo, 'text-halo-width': 1.6}},
    {id: 'focus-names', type: 'symbol', source: 'focus', filter: ['has', 'label'],
      layout: {'text-field': ['get', 'name'], 'text-font': face, 'text-size': 12.5, 'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 0.8, 'text-justify': 'auto', 'text-max-width': 12},
      paint: {'text-color': c.chosen, 'text-halo-color': c.halo, 'text-halo-width': 1.6}},
  ];
}

function style(): StyleSpecification {
  const source = {type: 'geojson' as const, data: empty, tolerance: 0.375, buffer: 32};
  return {version: 8, sources: {land: {...source}, borders: {...source}, coasts: {...source}, names: {...source}, spots: {...source}, focus: {...source}}, layers: layers()};
}

export interface MapEvents {
  moved: (at: {lat: number; lon: number; zoom: number}) => void;
  chosen: (spot: Spot) => void;
  told: (spot: Spot) => string;
}

export class IncidentMap {
  private readonly map: MapLibre;
  private readonly hint = h('div', {class: 'map-hint', hidden: true});
  private atlas: Atlas | null = null;
  private isFine = false;
  private spots: Spot[] = [];
  private focus: Spot[] = [];
  private readonly ready: Promise<void>;

  constructor(private readonly frame: HTMLElement, private readonly events: MapEvents, at: {lat: number; lon: number; zoom: number} | null) {
    this.map = new MapLibre({
      container: frame, style: style(), center: at ? [at.lon, at.lat] : [20, 25], zoom: at?.zoom ?? 1.2, minZoom: 0.6, maxZoom: 11, maxPitch: 0, dragRotate: false, pitchWithRotate: false,
      touchPitch: false, attributionControl: false, fadeDuration: 0, renderWorldCopies: true, localIdeographFontFamily: 'sans-serif',
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.getCanvas().setAttribute('aria-label', 'Map of incidents. Arrow keys move it, plus and minus zoom. The list tells the same.');
    frame.append(this.hint);
    keepPace(this.map);
    this.ready = this.start();
    this.map.on('moveend', () => this.moved());
    this.map.on('click', event => this.click(event));
    this.map.on('mousemove', event => this.hover(event));
    this.map.on('mouseout', () => (this.hint.hidden = true));
    this.map.on('idle', () => (frame.dataset['state'] = this.atlas ? 'drawn' : 'empty'));
    this.map.on('zoomend', () => this.map.getZoom() >= fineZoom && void this.refine());
  }

  private async start(): Promise<void> {
    const loaded = new Promise<void>(done => this.map.once('load', () => done()));
    // Letters are drawn from the page's font, which must be there before the first of them.
    const [atlas] = await Promise.all([fetch(BORDERS_COARSE).then(answer => answer.json() as Promise<Atlas>), loaded, document.fonts.load('12px "Source Sans 3 Variable"').catch(() => undefined)]);
    for (const [id, name] of hatches) this.map.addImage(id, hatch(colour(name)), {pixelRatio: 2});
    this.atlas ??= atlas;
    this.drawAtlas();
    this.draw();
    if (this.map.getZoom() >= fineZoom) void this.refine();
  }

  /** Exact borders are fetched when one looks closely. */
  private async refine(): Promise<void> {
    if (this.isFine) return;
    this.isFine = true;
    this.atlas = (await (await fetch(BORDERS_FINE)).json()) as Atlas;
    await this.ready.catch(() => undefined);
    this.drawAtlas();
    this.draw();
  }

  private source(name: string): GeoJSONSource {
    return this.map.getSource(name) as GeoJSONSource;
  }

  private drawAtlas(): void {
    const all = countries(this.atlas!);
    this.source('land').setData(all);
    this.source('borders').setData(borders(this.atlas!));
    this.source('coasts').setData(coasts(this.atlas!));
    this.source('names').setData(collection(countryLabels(all)));
  }

  private shapes(spots: Spot[], isFocus: boolean): Feature[] {
    return spots.flatMap((spot, i) => {
      const point = {type: 'Point' as const, coordinates: [spot.lon, spot.lat]};
      const more = (spot.best > 0 ? `  ${number(spot.best)}` : '') + (spot.rows.length > 1 ? `  (${count(spot.rows.length, 'incident')})` : '');
      const isDot = spot.precision === 'exact' || spot.precision === 'near';
      const km = reach[spot.precision];
      const common = {i, best: spot.best, name: plain(spot.name), more, label: true, offset: isDot ? radius(spot.best) / 12 : 0, ...(km ? {groundRadius: groundPixels(km, spot.lat)} : {})};
      const text: Feature = {type: 'Feature', properties: isDot ? {...common, shape: 'dot', bestRadius: radius(spot.best), lowRadius: radius(spot.low), highRadius: radius(spot.high)} : {...common, shape: 'text'}, geometry: point};
      if (spot.precision === 'country') {
        const wanted = spot.country && countryNumber(spot.country);
        const country = wanted && this.atlas!.objects.countries.geometries.find(one => String(one.id) === wanted);
        const whole = country && countries(this.atlas!, [country]).features[0];
        // A country's name stands on the map already: only a number is worth a label.
        if (spot.best <= 0 && spot.rows.length < 2 && !isFocus) delete (text.properties as {label?: boolean}).label;
        return whole ? [{...whole, properties: {i, shape: 'country'}}, text] : [text];
      }
      if (spot.precision === 'border') {
        const band = borderBand(this.atlas!, spot.name, [...spot.sides, spot.country ?? ''], spot.lat, spot.lon);
        return band ? [{type: 'Feature', properties: {i, shape: 'band'}, geometry: band}, text] : [text];
      }
      return [text];
    });
  }

  private draw(): void {
    if (!this.atlas || !this.map.getSource('spots')) return;
    this.source('spots').setData(collection(this.shapes(this.spots, false)));
    this.source('focus').setData(collection(this.shapes(this.focus, true)));
  }

  show(spots: Spot[]): void {
    this.spots = spots;
    this.draw();
  }

  mark(focus: Spot[]): void {
    this.focus = focus;
    this.draw();
  }

  /** Moves so that all of these are in sight. */
  fit(spots: Spot[], animate: boolean): void {
    if (!spots.length) return;
    const bounds = new LngLatBounds();
    const near = spots.filter(spot => spot.precision !== 'country');
    for (const spot of near.length ? near : spots) bounds.extend([spot.lon, spot.lat]);
    const isWide = this.frame.clientWidth > 420; // room for the names beside the spots
    this.map.fitBounds(bounds, {padding: isWide ? {top: 50, bottom: 50, left: 80, right: 110} : 40, maxZoom: 7, animate: animate && !matchMedia('(prefers-reduced-motion: reduce)').matches});
  }

  /** Moves only when one of these is out of sight. */
  reveal(spots: Spot[]): void {
    const {west, south, east, north} = this.bounds;
    const near = spots.filter(spot => spot.precision !== 'country');
    if (near.some(spot => spot.lon < west || spot.lon > east || spot.lat < south || spot.lat > north)) this.fit(near, true);
  }

  moveTo(at: {lat: number; lon: number; zoom: number}): void {
    this.map.jumpTo({center: [at.lon, at.lat], zoom: at.zoom});
  }

  recolour(): void {
    for (const [id, name] of hatches) if (this.map.hasImage(id)) this.map.updateImage(id, hatch(colour(name)));
    this.map.setLayoutProperty('spot-names', 'text-field', layers().find(layer => layer.id === 'spot-names')!.layout!['text-field' as never]);
    for (const layer of layers()) for (const [name, value] of Object.entries(layer.paint ?? {})) this.map.setPaintProperty(layer.id, name as never, value as never);
  }

  zoom(by: number): void {
    this.map.zoomTo(this.map.getZoom() + by);
  }

  get bounds(): Bounds {
    const bounds = this.map.getBounds();
    return {west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth()};
  }

  private moved(): void {
    const {lat, lng} = this.map.getCenter();
    this.events.moved({lat, lon: lng, zoom: this.map.getZoom()});
  }

  private at(event: MapMouseEvent): Spot | undefined {
    const box: [[number, number], [number, number]] = [[event.point.x - 4, event.point.y - 4], [event.point.x + 4, event.point.y + 4]];
    const order = ['dots', 'spot-names', 'area-band', 'area-soft', 'area-country'];
    const found = this.map.queryRenderedFeatures(box, {layers: order.filter(layer => this.map.getLayer(layer))});
    found.sort((a, b) => order.indexOf(a.layer.id) - order.indexOf(b.layer.id));
    return found[0] && this.spots[Number(found[0].properties['i'])];
  }

  private click(event: MapMouseEvent): void {
    const spot = this.at(event);
    if (spot) this.events.chosen(spot);
  }

  private hover(event: MapMouseEvent): void {
    const spot = this.at(event);
    this.map.getCanvas().style.cursor = spot ? 'pointer' : '';
    this.hint.hidden = !spot;
    if (!spot) return;
    this.hint.replaceChildren(h('b', {}, h('bdi', {}, plain(spot.name))), ` ${precisionWords[spot.precision]}`, h('br'), h('bdi', {}, this.events.told(spot)));
    const isRight = event.point.x > this.frame.clientWidth / 2;
    this.hint.style.transform = `translate(${event.point.x + (isRight ? -14 : 14)}px, ${event.point.y + 14}px)${isRight ? ' translateX(-100%)' : ''}`;
  }
}
