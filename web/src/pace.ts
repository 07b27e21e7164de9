// SPDX-License-Identifier: Apache-2.0
// Keeps the map moving smoothly where there is no graphics card: when frames come too slowly while it moves, fewer pixels are drawn
// until it rests.
import type {Map as MapLibre} from 'maplibre-gl';

const slow = 22; // milliseconds a frame: 45 frames a second
const few = 4; // frames that are looked at before deciding
const least = 0.5; // of the screen's pixels in each direction

export function keepPace(map: MapLibre): void {
  const full = map.getPixelRatio();
  let times: number[] = [];
  map.on('render', () => {
    if (!map.isMoving()) {
      times = [];
      return;
    }
    times.push(performance.now());
    if (times.length <= few) return;
    const pace = (times.at(-1)! - times[0]!) / (times.length - 1);
    times = [];
    const now = map.getPixelRatio();
    if (pace > slow && now > full * least) map.setPixelRatio(Math.max(full * least, now * 0.7));
  });
  map.on('idle', () => {
    if (map.getPixelRatio() !== full) map.setPixelRatio(full);
  });
}
