// SPDX-License-Identifier: Apache-2.0
// The map: MapLibre over the world atlas, no tile server, letters drawn from the page's own font. Shows how exactly a place
// is known; what it shows is in the list too.
import {LngLatBounds, Map as MapLibre, setWorkerUrl, type GeoJSONSource, type MapGeoJSONFeature, type MapMouseEvent} from 'maplibre-gl';
import type {Feature, Point} from 'geojson';
import type {Bounds} from './catalogue';
import {h} from './dom';
import {borderBand, collection, reach, type Borders} from './geometry';
import {firstLayers, firstStyle, hatches, laterLayers, laterSources, lookOrder, type Look} from './map_style';
import {keepPace} from './pace';
import type {Spot} from './spots';
import {plain} from './text';
import {count, countryNumber, number, precisionWords} from './words';

setWorkerUrl(new URL(WORKER, document.baseURI).href);

/** From which zoom on each level of the atlas is looked at. */
const levels = [0, 2.6, 4.8];
const levelAt = (zoom: number): number => levels.filter(from => zoom >= from).length - 1;

/** Area by number: a hundred dead are ten times the area of ten. */
const radius = (value: number): number => (value <= 0 ? 3.5 : Math.min(40, 3.5 + 1.55 * Math.sqrt(value)));

/** Pixels at zoom 0 for a length on the ground; they double with each level. */
const groundPixels = (km: number, lat: number): number => (km * 512) / (40_075 * Math.cos((lat * Math.PI) / 180));

const isDot = (spot: Spot): boolean => spot.precision === 'exact' || spot.precision === 'near';

/** The circles of a spot: a soft area where the place is known roughly, disc, ring and line where it is named. */
function circlesOf(spot: Spot, i: number, isFocus: boolean): [Look, Feature<Point>][] {
  const circle = (look: Look, size: object): [Look, Feature<Point>] => [look, {type: 'Feature', properties: {i, look, ...size}, geometry: {type: 'Point', coordinates: [spot.lon, spot.lat]}}];
  const km = reach[spot.precision];
  const circles = km ? [circle(isFocus ? 'focusArea' : 'area', {groundRadius: groundPixels(km, spot.lat)})] : [];
  if (!isDot(spot)) return circles;
  if (isFocus) return [...circles, circle('focus', {radius: 5})];
  if (spot.high > spot.best) circles.push(circle('ring', {radius: radius(spot.high)}));
  circles.push(circle(spot.best > 0 ? 'dot' : 'none', {radius: radius(spot.best)}));
  if (spot.low < spot.best) circles.push(circle('low', {radius: radius(spot.low)}));
  return circles;
}

/** How far a figure may be off, ring and line, is left for after the first frame. */
const firstLooks: Look[] = ['area', 'dot', 'none'];

const circles = (spots: Spot[], isFocus: boolean, isFirst = false): Feature[] => {
  const all = spots.flatMap((spot, i) => circlesOf(spot, i, isFocus)).filter(([look]) => !isFirst || firstLooks.includes(look));
  return all.sort(([a], [b]) => lookOrder.indexOf(a) - lookOrder.indexOf(b)).map(([, feature]) => feature);
};

/** Names of spots, the deadliest first: from afar only these are worth their place. */
function labels(spots: Spot[], isFocus: boolean, isWanted: (spot: Spot) => boolean = () => true): Feature[] {
  const ranked = spots.flatMap((spot, i) => (isWanted(spot) ? i : [])).sort((a, b) => spots[b]!.best - spots[a]!.best);
  return ranked.flatMap((i, rank) => label(spots[i]!, i, rank, isFocus) ?? []);
}

function label(spot: Spot, i: number, rank: number, isFocus: boolean): Feature | null {
  const more = isFocus ? '' : (spot.best > 0 ? `  ${number(spot.best)}` : '') + (spot.rows.length > 1 ? `  (${count(spot.rows.length, 'incident')})` : '');
  // A country's name stands on the map already: only a number is worth a label.
  if (spot.precision === 'country' && !more && !isFocus) return null;
  return {type: 'Feature', properties: {i, isFocus, rank, best: spot.best, name: plain(spot.name), more, offset: isDot(spot) ? radius(spot.best) / 12 : 0}, geometry: {type: 'Point', coordinates: [spot.lon, spot.lat]}};
}

const countriesOf = (spots: Spot[]): string[] => [...new Set(spots.flatMap(spot => (spot.precision === 'country' && spot.country && countryNumber(spot.country)) || []))].sort();

export interface MapEvents {
  moved: (at: {lat: number; lon: number; zoom: number}) => void;
  chosen: (spot: Spot) => void;
  told: (spot: Spot) => string;
}

export class IncidentMap {
  private readonly map: MapLibre;
  private readonly hint = h('div', {class: 'map-hint', hidden: true});
  private readonly fullRatio: number;
  private level = 0;
  private bordersOfLevel: Promise<Borders> | null = null;
  private spots: Spot[] | null = null;
  private focus: Spot[] = [];
  private stage: 'waits' | 'first' | 'whole' = 'waits';

  constructor(private readonly frame: HTMLElement, private readonly events: MapEvents, at: {lat: number; lon: number; zoom: number} | null) {
    this.map = new MapLibre({
      container: frame, style: firstStyle(), center: at ? [at.lon, at.lat] : [20, 25], zoom: at?.zoom ?? 1.2, minZoom: 0.6, maxZoom: 11, maxPitch: 0, dragRotate: false, pitchWithRotate: false,
      touchPitch: false, attributionControl: false, fadeDuration: 100, renderWorldCopies: true, localIdeographFontFamily: 'sans-serif',
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.getCanvas().setAttribute('aria-label', 'Map of incidents. Arrow keys move it, plus and minus zoom. The list tells the same.');
    frame.append(this.hint);
    this.fullRatio = this.map.getPixelRatio();
    keepPace(this.map);
    this.map.once('styledata', () => this.draw());
    this.map.on('render', () => {
      delete frame.dataset['state'];
      this.follow();
    });
    this.map.on('moveend', () => this.moved());
    this.map.on('click', event => this.click(event));
    this.map.on('mousemove', event => this.hover(event));
    this.map.on('mouseout', () => (this.hint.hidden = true));
    this.map.on('idle', () => {
      if (this.stage !== 'whole' || this.map.getPixelRatio() < this.fullRatio) return;
      frame.dataset['state'] = 'drawn';
      performance.mark('sitrep:idle');
    });
    this.map.on('zoomend', () => this.refine());
  }

  /** After the first frame that has the incidents comes all that takes longer. */
  private follow(): void {
    if (this.stage !== 'waits' || !this.spots || !this.map.isSourceLoaded('spots') || !this.map.isSourceLoaded('land')) return;
    this.stage = 'first';
    performance.mark('sitrep:map');
    setTimeout(() => void this.complete());
  }

  private async complete(): Promise<void> {
    // Letters are drawn from the page's font, which must be there before the first of them.
    await document.fonts.load('12px "Source Sans 3 Variable"').catch(() => undefined);
    for (const [id, image] of hatches()) this.map.addImage(id, image, {pixelRatio: 2});
    for (const [id, source] of Object.entries(laterSources())) this.map.addSource(id, source);
    for (const [layer, below] of laterLayers()) this.map.addLayer(layer, below);
    this.stage = 'whole';
    this.refine();
    this.draw();
  }

  /** Exact borders are fetched when one looks closely. */
  private refine(): void {
    const level = levelAt(this.map.getZoom());
    if (this.stage !== 'whole' || level <= this.level) return;
    this.level = level;
    this.bordersOfLevel = null;
    this.source('land').setData(LAND[level]!);
    void this.drawBands();
  }

  private source(name: string): GeoJSONSource {
    return this.map.getSource(name) as GeoJSONSource;
  }

  private draw(): void {
    if (!this.spots || !this.map.getSource('spots')) return;
    this.source('spots').setData(collection(circles(this.spots, false, this.stage !== 'whole')));
    if (this.stage !== 'whole') return;
    this.drawFocus();
  }

  private drawFocus(): void {
    if (this.stage !== 'whole') return;
    const named = new Set(this.focus.map(({lat, lon}) => `${lat}/${lon}`));
    this.source('labels').setData(collection([...labels(this.focus, true), ...labels(this.spots ?? [], false, ({lat, lon}) => !named.has(`${lat}/${lon}`))]));
    this.source('focus').setData(collection(circles(this.focus, true)));
    for (const id of ['focus', 'focus-names']) this.showLayer(id, this.focus.length > 0);
    for (const [id, spots] of [['area-country', this.spots ?? []], ['focus-country', this.focus]] as const) {
      const countries = countriesOf(spots);
      this.showLayer(id, countries.length > 0);
      const filter = ['in', ['get', 'id'], ['literal', countries]];
      if (countries.length && JSON.stringify(this.map.getFilter(id)) !== JSON.stringify(filter)) this.map.setFilter(id, filter as never);
    }
    void this.drawBands();
  }

  private showLayer(id: string, isShown: boolean): void {
    this.map.setLayoutProperty(id, 'visibility', isShown ? 'visible' : 'none');
  }

  private async drawBands(): Promise<void> {
    const address = BORDERS[Math.max(this.level, 1) - 1]!;
    for (const [id, spots] of [['area-band', this.spots ?? []], ['focus-band', this.focus]] as const) {
      const along = spots.flatMap((spot, i) => (spot.precision === 'border' ? [[spot, i] as const] : []));
      this.showLayer(id, along.length > 0);
      if (!along.length) continue;
      const borders = await (this.bordersOfLevel ??= fetch(address).then(answer => answer.json() as Promise<Borders>));
      this.source(`${id}s`).setData(collection(along.flatMap(([spot, i]): Feature[] => {
        const band = borderBand(borders, spot.name, [...spot.sides, spot.country ?? ''], spot.lat, spot.lon);
        return band ? [{type: 'Feature', properties: {i}, geometry: band}] : [];
      })));
    }
  }

  show(spots: Spot[]): void {
    this.spots = spots;
    this.draw();
  }

  mark(focus: Spot[]): void {
    this.focus = focus;
    this.drawFocus();
  }

  /** Moves so that all of these are in sight. */
  fit(spots: Spot[], animate: boolean): void {
    if (!spots.length) return;
    const bounds = new LngLatBounds();
    const near = spots.filter(spot => spot.precision !== 'country');
    for (const spot of near.length ? near : spots) bounds.extend([spot.lon, spot.lat]);
    const isWide = this.frame.clientWidth > 420; // room for the names beside the spots
    this.map.fitBounds(bounds, {padding: isWide ? {top: 50, bottom: 50, left: 80, right: 110} : {top: 40, bottom: 40, left: 40, right: 70}, maxZoom: 7, animate: animate && !matchMedia('(prefers-reduced-motion: reduce)').matches});
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
    for (const [id, image] of hatches()) if (this.map.hasImage(id)) this.map.updateImage(id, image);
    for (const layer of [...firstLayers(), ...laterLayers().map(([one]) => one)]) {
      if (!this.map.getLayer(layer.id)) continue;
      for (const [name, value] of Object.entries(layer.paint ?? {})) this.map.setPaintProperty(layer.id, name as never, value as never);
      if (layer.id === 'spot-names') this.map.setLayoutProperty(layer.id, 'text-field', layer.layout!['text-field' as never]);
    }
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
    const order = ['dot', 'none', 'low', 'ring', 'spot-names', 'area-band', 'area', 'area-country'];
    const rank = (found: MapGeoJSONFeature): number => order.indexOf(String(found.properties['look'] ?? found.layer.id));
    const [first] = this.map.queryRenderedFeatures(box, {layers: ['spots', ...order].filter(layer => this.map.getLayer(layer))}).sort((a, b) => rank(a) - rank(b));
    if (first?.layer.id === 'area-country') return this.spots?.find(spot => spot.precision === 'country' && countryNumber(spot.country ?? '') === first.properties['id']);
    return first && this.spots?.[Number(first.properties['i'])];
  }

  private click(event: MapMouseEvent): void {
    const spot = this.at(event);
    if (spot) this.events.chosen(spot);
  }

  private hover(event: MapMouseEvent): void {
    const spot = this.map.isMoving() ? undefined : this.at(event);
    this.map.getCanvas().style.cursor = spot ? 'pointer' : '';
    this.hint.hidden = !spot;
    if (!spot) return;
    this.hint.replaceChildren(h('b', {}, h('bdi', {}, plain(spot.name))), ` ${precisionWords[spot.precision]}`, h('br'), h('bdi', {}, this.events.told(spot)));
    const isRight = event.point.x > this.frame.clientWidth / 2;
    this.hint.style.transform = `translate(${event.point.x + (isRight ? -14 : 14)}px, ${event.point.y + 14}px)${isRight ? ' translateX(-100%)' : ''}`;
  }
}
