// SPDX-License-Identifier: Apache-2.0
// Builds the page from web/ into the folder named (build/web): one bundle of the program and one of the map, which is loaded when the
// list already stands; fonts, borders and the map's worker beside them. Nothing is fetched at run time from elsewhere.
import {build} from 'esbuild';
import {createHash} from 'node:crypto';
import {cpSync, mkdirSync, readFileSync, rmSync, writeFileSync, existsSync, renameSync} from 'node:fs';
import {basename, dirname, extname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {borders, land, names} from './atlas.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? join(here, '../build/web'));
const made = `${target}.new`;
const modules = join(here, 'node_modules');

rmSync(made, {recursive: true, force: true});
mkdirSync(join(made, 'assets'), {recursive: true});

/** Keeps bytes under a name that changes with them, so that a browser may keep the file for ever. */
function asset(name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  const path = `assets/${basename(name, extname(name))}-${hash}${extname(name)}`;
  writeFileSync(join(made, path), bytes);
  return path;
}

const atlasOf = scale => JSON.parse(readFileSync(join(modules, `world-atlas/countries-${scale}.json`), 'utf8'));
const scales = ['110m', '50m', '10m']; // of the map's three levels, from afar to near: one to 110, 50, 10 million
const files = {
  WORKER: asset('maplibre-gl-worker.js', readFileSync(join(modules, 'maplibre-gl/dist/maplibre-gl-worker.mjs'))),
  LAND: scales.map(scale => asset(`land-${scale}.json`, JSON.stringify(land(atlasOf(scale))))),
  BORDERS: scales.slice(1).map(scale => asset(`borders-${scale}.json`, JSON.stringify(borders(atlasOf(scale))))), // from afar, they have too few corners to follow
  NAMES: asset('names.json', JSON.stringify(names(atlasOf('50m')))),
};

const result = await build({
  absWorkingDir: here,
  entryPoints: ['src/main.ts', 'style.css'],
  outdir: join(made, 'assets'),
  bundle: true,
  format: 'esm',
  splitting: true,
  minify: true,
  target: 'es2022',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: {'.woff2': 'file'},
  define: Object.fromEntries(Object.entries(files).map(([name, file]) => [name, JSON.stringify(file)])),
  legalComments: 'linked',
  metafile: true,
  logLevel: 'warning',
});

const outputs = Object.entries(result.metafile.outputs);
const output = entry => 'assets/' + basename(outputs.find(([, of]) => of.entryPoint === entry)[0]);
const places = {SCRIPT: output('src/main.ts'), STYLE: output('style.css'), MAP: output('src/map.ts')};
const page = readFileSync(join(here, 'index.html'), 'utf8').replace(/%([A-Z]+)%/g, (_, name) => places[name]);
writeFileSync(join(made, 'index.html'), page);
cpSync(join(here, 'icon.svg'), join(made, 'icon.svg'));

if (existsSync(join(target, 'screenshots'))) renameSync(join(target, 'screenshots'), join(made, 'screenshots'));
rmSync(target, {recursive: true, force: true});
renameSync(made, target);
