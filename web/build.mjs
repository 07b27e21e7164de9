// SPDX-License-Identifier: Apache-2.0
// Builds the page from web/ into the folder named (build/web): one bundle of the program and one of the map, which is loaded when the
// list already stands; fonts, borders and the map's worker beside them. Nothing is fetched at run time from elsewhere.
import {build} from 'esbuild';
import {createHash} from 'node:crypto';
import {cpSync, mkdirSync, readFileSync, rmSync, writeFileSync, existsSync, renameSync} from 'node:fs';
import {basename, dirname, extname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? join(here, '../build/web'));
const made = `${target}.new`;
const modules = join(here, 'node_modules');

rmSync(made, {recursive: true, force: true});
mkdirSync(join(made, 'assets'), {recursive: true});

/** Copies a file under a name that changes with its bytes, so that a browser may keep it for ever. */
function asset(file) {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 8);
  const name = `assets/${basename(file, extname(file))}-${hash}${extname(file) === '.mjs' ? '.js' : extname(file)}`;
  cpSync(file, join(made, name));
  return name;
}

const files = {
  WORKER: asset(join(modules, 'maplibre-gl/dist/maplibre-gl-worker.mjs')),
  BORDERS_COARSE: asset(join(modules, 'world-atlas/countries-50m.json')),
  BORDERS_FINE: asset(join(modules, 'world-atlas/countries-10m.json')),
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
const page = readFileSync(join(here, 'index.html'), 'utf8').replaceAll('%SCRIPT%', output('src/main.ts')).replaceAll('%STYLE%', output('style.css'));
writeFileSync(join(made, 'index.html'), page);
cpSync(join(here, 'icon.svg'), join(made, 'icon.svg'));

if (existsSync(join(target, 'screenshots'))) renameSync(join(target, 'screenshots'), join(made, 'screenshots'));
rmSync(target, {recursive: true, force: true});
renameSync(made, target);
