// SPDX-License-Identifier: Apache-2.0
// What the tests of the page stand on: a browser, a server of sitrep over the sample reports, and tests that all end.
import {spawn, execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';

const patience = 20_000; // of one wait, in milliseconds; a busy machine needs some
export const token = 'the-token-of-the-tests-0123456789';

export function check(condition, words) {
  if (!condition) throw new Error(words);
}

export function same(found, wanted, words) {
  check(JSON.stringify(found) === JSON.stringify(wanted), `${words}: found ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`);
}

/** Runs the tests one after another, each within its limit and all within theirs; tells how many passed. */
export async function run(tests, limitSeconds) {
  const end = Date.now() + limitSeconds * 1000;
  process.on('unhandledRejection', () => undefined); // what a test that was given up still waited for
  setTimeout(() => process.exit(1), (limitSeconds + 20) * 1000).unref(); // whatever holds on
  let failed = 0;
  for (const [name, test] of tests) {
    const start = Date.now();
    const left = Math.max(1, end - start);
    let timer;
    const limit = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`did not end in ${Math.round(Math.min(left, 60_000) / 1000)} s`)), Math.min(left, 60_000))));
    try {
      await Promise.race([test(), limit]);
      console.log(`ok      ${name} (${Date.now() - start} ms)`);
    } catch (error) {
      failed++;
      console.log(`FAILED  ${name}: ${error instanceof Error ? error.message : error}`);
    } finally {
      clearTimeout(timer);
    }
  }
  console.log(`${tests.length - failed} passed, ${failed} failed`);
  return failed;
}

const browsers = ['chromium', 'chromium-browser', 'google-chrome'].flatMap(name => ['/usr/bin', '/usr/local/bin'].map(folder => join(folder, name)));

/** The browser and how to end it: it ends with the tests, whatever state it is in. */
export async function launch() {
  const executablePath = browsers.find(existsSync);
  if (!executablePath) throw new Error('no Chromium is installed: run `make test`, or apt-get install chromium');
  // As on any machine without a graphics card: the map is drawn by software, and so is the page, but by a simpler program.
  const host = await chromium.launchServer({executablePath, args: ['--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader', '--disable-dev-shm-usage'], timeout: 30_000});
  process.once('exit', () => host.process().kill('SIGKILL'));
  const browser = await chromium.connect(host.wsEndpoint());
  const stop = async () => {
    await Promise.race([host.close(), new Promise(done => setTimeout(done, 5000))]);
    await host.kill();
  };
  return {browser, stop, pid: host.process().pid};
}

/** A page that collects what goes wrong in it; `problems` must be empty in the end. Drawing a map by software takes long, so that it
    is loaded only where it is asked for. */
export async function open(browser, address, {width = 1440, height = 900, scheme = 'light', map = false, ...more} = {}) {
  const context = await browser.newContext({viewport: {width, height}, colorScheme: scheme, ...more});
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  page.problems = [];
  page.on('pageerror', error => page.problems.push(error.message));
  page.on('console', message => message.type() === 'error' && !/status of 401/.test(message.text()) && page.problems.push(message.text()));
  page.on('request', request => !request.url().startsWith(new URL(address).origin) && !/^(data|blob):/.test(request.url()) && page.problems.push(`asked another server: ${request.url()}`));
  if (!map) await page.route('**/assets/map-*.js', () => undefined); // never answered
  await page.goto(address);
  await page.waitForSelector('.item', {state: 'attached'});
  return page;
}

/** Waits until the map has drawn all that it was told of before. */
export async function drawn(page) {
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.waitForSelector('#map[data-state=drawn]');
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious or critical, one line each. */
export async function axeFindings(page) {
  await page.evaluate(axe);
  const {violations} = await page.evaluate(() => axe.run(document, {resultTypes: ['violations']}));
  return violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.target.join(' ')).join('; ')}`);
}

/** `sitrep serve` over the sample reports in a folder of its own; port 0, stopped by stop(). */
export async function serveSamples(sitrep, samples, page) {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-page-'));
  const db = join(folder, 'samples.db');
  execFileSync(sitrep, ['ingest', '--db', db, '--quiet', ...samples], {timeout: 60_000, stdio: ['ignore', 'ignore', 'inherit']});
  writeFileSync(join(folder, 'token'), token + '\n', {mode: 0o600});
  const child = spawn(sitrep, ['serve', '--db', db, '--port', '0', '--token-file', join(folder, 'token'), '--page', page], {stdio: ['ignore', 'pipe', 'inherit']});
  const stop = async () => {
    const ended = new Promise(done => child.once('exit', done));
    if (child.exitCode === null) child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
    if (child.exitCode === null && child.signalCode === null) await ended;
    clearTimeout(hard);
    rmSync(folder, {recursive: true, force: true});
  };
  process.once('exit', () => child.kill('SIGKILL'));
  const address = await new Promise((done, fail) => {
    let told = '';
    const limit = setTimeout(() => fail(new Error('sitrep serve told no address in 30 s')), 30_000);
    child.stdout.on('data', piece => {
      told += piece;
      const [line] = told.match(/http:\/\/\S+/) ?? [];
      if (line) (clearTimeout(limit), done(line));
    });
    child.once('exit', code => (clearTimeout(limit), fail(new Error(`sitrep serve ended with ${code}`))));
  }).catch(async error => { await stop(); throw error; });
  return {address, stop};
}
