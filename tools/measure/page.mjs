// SPDX-License-Identifier: Apache-2.0
// How long the page takes: `node tools/measure/page.mjs [SITREP] [PAGE] [SAMPLES] [--runs N]`. Prints, as the median and the best of N
// runs in one browser (each with an empty cache): when the list stands, when the map's first frame with the incidents has left the
// drawing program, when nothing more is drawn, and the processor time of all of the browser's processes until then; for 10,000 made-up
// incidents and for the samples. Then frames a second while the map is dragged: only frames in which the map was drawn count.
// Not a test: figures depend on the machine, and are read beside what else it does.
import {readFileSync, readdirSync} from 'node:fs';
import {loadavg} from 'node:os';
import {dirname, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {launch, serveSamples} from '../../web/tests/harness.mjs';
import {bigSummary, manyIncidents} from '../../web/tests/made_up.mjs';
import {serve} from '../../web/tests/mock_server.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const words = process.argv.slice(2);
const at = words.indexOf('--runs');
const runs = at < 0 ? 7 : Number(words.splice(at, 2)[1]);
const [sitrep = `${root}/build/release/sitrep`, built = `${root}/build/web`, samples = `${root}/samples/border-war-2022`] = words.map(path => resolve(path));

/** Seconds of processor time that a process and its descendants have used; those that ended are not counted. */
function processorSeconds(pid) {
  const parents = new Map();
  const used = new Map();
  for (const one of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${one}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      parents.set(Number(one), Number(fields[1]));
      used.set(Number(one), (Number(fields[11]) + Number(fields[12])) / 100);
    } catch { /* it has just ended */ }
  }
  const isOurs = one => one === pid || (parents.has(one) && isOurs(parents.get(one)));
  return [...used].reduce((sum, [one, seconds]) => sum + (isOurs(one) ? seconds : 0), 0);
}

/** In the page: tells when the frame of a mark is really drawn (reading a pixel waits for the drawing), and counts the frames in which the
    map was drawn. */
function watch() {
  window.drawnFrames = [];
  let isDrawn = false;
  const draw = WebGL2RenderingContext.prototype.drawElements;
  WebGL2RenderingContext.prototype.drawElements = function (...how) {
    isDrawn = true;
    return draw.apply(this, how);
  };
  const next = time => {
    if (isDrawn) window.drawnFrames.push(time);
    isDrawn = false;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  new PerformanceObserver(list => {
    if (!list.getEntriesByName('sitrep:map').length) return;
    const gl = document.querySelector('.maplibregl-canvas').getContext('webgl2');
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    performance.mark('measure:map');
  }).observe({entryTypes: ['mark']});
}

async function opened(browser, address) {
  const context = await browser.newContext({viewport: {width: 1440, height: 900}});
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(address);
  await page.waitForSelector('#map[data-state=drawn]', {timeout: 60_000});
  return page;
}

const quiet = () => new Promise(done => setTimeout(done, 1500));

async function firstView({browser, pid}, address) {
  const times = {list: [], map: [], idle: [], processor: []};
  for (let run = 0; run < runs; ++run) {
    await quiet();
    const before = processorSeconds(pid);
    const page = await opened(browser, address);
    times.processor.push(1000 * (processorSeconds(pid) - before));
    const at = await page.evaluate(() => ({list: performance.getEntriesByName('sitrep:list')[0].startTime, map: performance.getEntriesByName('measure:map')[0].startTime, idle: performance.getEntriesByName('sitrep:idle')[0].startTime}));
    for (const name in at) times[name].push(at[name]);
    await page.context().close();
  }
  return times;
}

/** Drags the map in circles for three seconds, as a mouse does that reports 100 times a second. */
async function dragged({browser, pid}, address) {
  const page = await opened(browser, address);
  const {x, y, width, height} = await page.locator('.maplibregl-canvas').boundingBox();
  const place = i => ({x: x + width / 2 + 120 * Math.sin(i / 12), y: y + height / 2 + 60 * Math.cos(i / 12)});
  const input = await page.context().newCDPSession(page);
  const rates = [];
  const shares = [];
  for (let run = 0; run < runs; ++run) {
    await quiet();
    await page.mouse.move(place(0).x, place(0).y);
    await page.mouse.down();
    const before = processorSeconds(pid);
    const start = await page.evaluate(() => ((window.drawnFrames = []), performance.now()));
    for (let i = 0, begun = Date.now(); Date.now() - begun < 3000; ++i) {
      void input.send('Input.dispatchMouseEvent', {type: 'mouseMoved', button: 'left', buttons: 1, ...place(i)});
      await new Promise(done => setTimeout(done, begun + 10 * (i + 1) - Date.now()));
    }
    const [frames, now] = await page.evaluate(() => [window.drawnFrames.length, performance.now()]);
    rates.push((1000 * frames) / (now - start));
    shares.push((1e6 * (processorSeconds(pid) - before)) / frames / 1000);
    await page.mouse.up();
  }
  await page.context().close();
  return {rates, shares};
}

const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const both = (name, numbers) => `${name} ${Math.round(median(numbers))} (best ${Math.round(Math.min(...numbers))}) ms`;

async function tell(name, browser, address) {
  const {list, map, idle, processor} = await firstView(browser, address);
  console.log(`${name}, first view: ${both('list', list)}, ${both('map with incidents', map)}, ${both('all drawn', idle)}, ${both('processor', processor)}`);
  const {rates, shares} = await dragged(browser, address);
  console.log(`${name}, dragging: ${median(rates).toFixed(1)} frames/s (best ${Math.max(...rates).toFixed(1)}), ${both('processor', shares)} a frame`);
}

const many = 10_000;
const made = await serve({incidents: [], readings: [], index: manyIncidents(many), summary: bigSummary(many)}, built);
const server = await serveSamples(sitrep, [samples], built);
const browser = await launch();
try {
  console.log(`load of the machine ${loadavg()[0].toFixed(2)}; ${runs} runs, median and best`);
  await (await opened(browser.browser, made.address)).context().close(); // the browser itself starts
  await tell('10,000 incidents', browser, made.address);
  await tell('samples', browser, server.address);
  console.log(`load of the machine ${loadavg()[0].toFixed(2)}`);
} finally {
  await browser.stop();
  await server.stop();
  await made.stop();
}
