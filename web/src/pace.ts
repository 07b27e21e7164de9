// SPDX-License-Identifier: Apache-2.0
// Keeps the map quick where there is no graphics card: it is drawn with fewer pixels until it first stands and whenever it moves, and
// sharply when it rests. Where frames come too slowly for another reason, the same.
import type {Map as MapLibre} from 'maplibre-gl';

const slow = 22; // milliseconds a frame: 45 frames a second
const few = 3; // frames that are looked at before deciding
const coarse = 0.4; // of the screen's pixels in each direction
const rest = 250; // milliseconds without a move until it is drawn sharply: a person who goes on dragging does not wait for it

function isDrawnBySoftware(canvas: HTMLCanvasElement): boolean {
  const gl = canvas.getContext('webgl2');
  const names = gl?.getExtension('WEBGL_debug_renderer_info');
  return !!names && /swiftshader|llvmpipe|softpipe|basic render/i.test(String(gl!.getParameter(names.UNMASKED_RENDERER_WEBGL)));
}

/** Another size of the drawing ends a drag, as MapLibre has it: it is chosen before one begins. */
export function keepPace(map: MapLibre): void {
  const full = map.getPixelRatio();
  let isSlow = isDrawnBySoftware(map.getCanvas());
  let isHeld = false;
  let times: number[] = [];
  let timer = 0;
  const draw = (ratio: number): void => {
    if (map.getPixelRatio() !== ratio) map.setPixelRatio(ratio);
  };
  const coarsen = (): void => {
    if (isSlow) draw(full * coarse);
  };
  const sharpenLater = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => isHeld || map.isMoving() || draw(full), rest);
  };
  const hold = (isDown: boolean): void => {
    isHeld = isDown;
    if (isDown) coarsen();
    else sharpenLater();
  };
  coarsen();
  map.getContainer().addEventListener('pointerdown', () => hold(true), {capture: true});
  for (const name of ['pointerup', 'pointercancel']) addEventListener(name, () => hold(false));
  map.getContainer().addEventListener('wheel', () => map.isMoving() || coarsen(), {capture: true, passive: true});
  map.on('render', () => {
    if (!map.isMoving()) {
      times = [];
      return;
    }
    times.push(performance.now());
    if (times.length <= few) return;
    isSlow ||= (times.at(-1)! - times[0]!) / few > slow;
    times = [];
  });
  map.on('moveend', sharpenLater);
  map.on('idle', () => map.getPixelRatio() === full || sharpenLater());
}
