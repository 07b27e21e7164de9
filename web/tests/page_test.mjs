// SPDX-License-Identifier: Apache-2.0
// The page in a real browser: `node page_test.mjs SITREP PAGE SAMPLES`. Screenshots go to PAGE/screenshots.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {axeFindings, check, drawn, launch, open, run, same, serveSamples, token} from './harness.mjs';
import {bigSummary, hostile, hostileSpan, hostileText, manyIncidents} from './made_up.mjs';
import {serve} from './mock_server.mjs';

const [sitrep, built, samples] = process.argv.slice(2).map(path => resolve(path));
const screenshots = join(built, 'screenshots');
mkdirSync(screenshots, {recursive: true});
const {browser, stop} = await launch();
const server = await serveSamples(sitrep, [samples], built);
const ask = async path => (await fetch(server.address + path)).json();
const incidents = (await ask('api/incidents?limit=200')).incidents;
const deadliest = incidents.reduce((a, b) => (b.reports.length > a.reports.length ? b : a));

const shot = (page, name) => page.screenshot({path: join(screenshots, `${name}.png`)});
const calm = page => same(page.problems, [], 'what went wrong in the page');
const parameter = (page, name) => new URL(page.url()).searchParams.get(name);
const ids = page => page.$$eval('.item', items => items.map(item => item.dataset.id));
const close = async page => { calm(page); await page.context().close(); };

const textOf = async download => {
  const pieces = [];
  for await (const piece of await download.createReadStream()) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
};

/** Waits until a function of the page is true. */
const until = (page, condition, argument) => page.waitForFunction(condition, argument);

async function loads() {
  const page = await open(browser, server.address);
  same((await ids(page)).length, incidents.length, 'incidents in the list');
  check((await page.textContent('#about')).includes(`${incidents.length} incidents`), 'the top tells how many incidents there are');
  await close(page);
}

async function filters() {
  const page = await open(browser, server.address);
  const kind = incidents.map(one => one.kind).sort()[0];
  await page.selectOption('select[aria-label="Kind of incident"]', kind);
  same((await ids(page)).sort(), incidents.filter(one => one.kind === kind).map(one => one.id).sort(), `incidents of kind ${kind}`);
  same(parameter(page, 'kind'), kind, 'the address');
  await page.goBack();
  await until(page, n => document.querySelectorAll('.item').length === n, incidents.length);
  await page.check('.filters label:has-text("contested") input');
  check((await ids(page)).length < incidents.length, 'fewer incidents are contested than there are');
  await page.click('.filters button:has-text("Clear")');
  same((await ids(page)).length, incidents.length, 'after Clear');
  await page.fill('#q', 'no such words anywhere');
  await page.waitForSelector('.list .empty:visible');
  await close(page);
}

async function searchesReports() {
  const page = await open(browser, server.address);
  // A word of a report that stands in no title: the server finds it.
  const {reading} = await ask(`api/reports/${encodeURIComponent(deadliest.reports[0])}`);
  const titles = incidents.map(one => `${one.title} ${one.places[0]?.name}`).join(' ').toLowerCase();
  const word = reading.report.text.toLowerCase().split(/[^a-z]+/).find(one => one.length > 7 && !titles.includes(one));
  await page.fill('#q', word);
  await until(page, () => new URL(location).searchParams.has('q'));
  await until(page, id => [...document.querySelectorAll('.item')].some(item => item.dataset.id === id), deadliest.id);
  same(parameter(page, 'q'), word, 'the address');
  await close(page);
}

/** Where an element lies, once it is drawn: a chart that is just being drawn anew has no box. */
async function boxOf(page, selector) {
  for (let tries = 0; tries < 100; tries++) {
    const box = await page.locator(selector).boundingBox().catch(() => null);
    if (box && box.width > 0) return box;
    await page.waitForTimeout(100);
  }
  throw new Error(`${selector} is not drawn`);
}

async function brushes() {
  const page = await open(browser, server.address);
  const box = await boxOf(page, '.brush .overlay');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.02, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.15, y, {steps: 4});
  await page.mouse.up();
  await until(page, () => new URL(location).searchParams.has('from'));
  check((await ids(page)).length < incidents.length, 'fewer incidents in the chosen days');
  same(await page.inputValue('input[aria-label="From day"]'), parameter(page, 'from'), 'the date field');
  await page.goBack();
  await until(page, n => document.querySelectorAll('.item').length === n, incidents.length);
  await close(page);
}

async function opensIncident() {
  const page = await open(browser, server.address);
  await page.click(`.item[data-id="${deadliest.id}"]`);
  await page.waitForSelector('#card h2');
  same(await page.textContent('#card h2'), deadliest.title, 'title');
  same(parameter(page, 'i'), deadliest.id, 'the address');
  const rows = await page.$$eval('.losses tbody', all => all.length);
  same(rows, deadliest.casualties.length + deadliest.totals.length, 'rows of losses');
  for (const section of ['losses', 'claims', 'reports', 'revisions']) check(await page.locator(`#card-${section}`).count(), `the card has the section ${section}`);
  await page.reload();
  await page.waitForSelector('#card h2');
  same(await page.textContent('#card h2'), deadliest.title, 'title after a reload of the same address');
  await page.goBack();
  await page.waitForSelector('.overview');
  await page.goForward();
  await page.waitForSelector('.losses');
  await close(page);
}

async function highlights() {
  const page = await open(browser, `${server.address}?i=${deadliest.id}`);
  const {start, end, report} = deadliest.casualties[0].claims.find(claim => claim.standing === 'current');
  await page.click('#card-losses .claim-line.current .figure');
  await page.waitForSelector('.reader mark');
  check(parameter(page, 'ev').includes(':'), 'the evidence is in the address');
  const {reading} = await ask(`api/reports/${encodeURIComponent(report)}`);
  same((await page.$$eval('.reader mark', marks => marks.map(mark => mark.textContent).join(''))), [...reading.report.text].slice(start, end).join(''), 'the marked words');
  check(await page.locator('.reader mark').first().isVisible(), 'the words are in sight');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.reader', {state: 'hidden'});
  await close(page);
}

/** Fills in the form under the open incident. */
async function fillCorrection(page, action, reason, givenToken = token) {
  await page.waitForSelector('#correcting');
  if (!(await page.isVisible('#correct-reason'))) await page.click('#correcting summary');
  await page.check(`.correct input[value=${action}]`);
  await page.fill('#correct-reason', reason);
  await page.fill('#correct-author', 'EF');
  await page.fill('#correct-token', givenToken);
}

/** Records what is filled in, and waits until the card tells of it. */
async function record(page, reason) {
  await page.click('.correct button[type=submit]');
  await until(page, words => document.querySelector('#card-revisions')?.textContent.includes(words) || /Not recorded/.test(document.querySelector('.outcome-of-correction')?.textContent ?? ''), reason);
  const refused = await page.textContent('.outcome-of-correction');
  check(!refused.startsWith('Not recorded'), refused);
}

async function undo(page, name) {
  await fillCorrection(page, 'undo', `${name} was wrong`);
  check((await page.locator('#correct-undone option').first().textContent()).startsWith(name), `the newest that can be undone is: ${name}`);
  await page.locator('#correcting').scrollIntoViewIfNeeded();
  await shot(page, `undo-${name.toLowerCase()}-light`);
  await record(page, `${name} was wrong`);
}

const opened = async id => {
  const page = await open(browser, `${server.address}?i=${id}`);
  await page.waitForSelector('#card h2');
  return page;
};
const detailOf = id => ask(`api/incidents/${id}`);
const listed = page => page.$$eval('.item', items => items.map(item => item.dataset.id).sort());
const actionsOf = async id => (await detailOf(id)).corrections.map(one => `${one.action} by ${one.author}`);
const countOf = async () => (await ask('api/summary')).incidents;

async function accepts() {
  const page = await opened(deadliest.id);
  await fillCorrection(page, 'accept', 'seen the list of names', 'not the right token');
  await page.click('.correct button[type=submit]');
  await until(page, () => /Not recorded/.test(document.querySelector('.outcome-of-correction').textContent));
  same(await actionsOf(deadliest.id), [], 'corrections after a wrong token');
  await page.fill('#correct-token', token);
  await page.locator('#correcting').scrollIntoViewIfNeeded();
  await shot(page, 'correcting-light');
  await record(page, 'seen the list of names');
  same(await page.evaluate(() => Object.keys(localStorage).filter(key => /token/.test(key))), [], 'the token is not kept beyond the tab');
  await undo(page, 'Accept');
  same(await actionsOf(deadliest.id), ['accept by EF', 'undo by EF'], 'corrections kept');
  await close(page);
}

async function rejectsIncident() {
  const {id} = incidents.find(one => one.id !== deadliest.id);
  const page = await opened(id);
  await fillCorrection(page, 'reject', 'another war altogether');
  await record(page, 'another war altogether');
  await page.waitForSelector('#card .set-aside');
  await until(page, gone => ![...document.querySelectorAll('.item')].some(item => item.dataset.id === gone), id);
  same(await countOf(), incidents.length - 1, 'incidents after one is rejected');
  await shot(page, 'rejected-light');
  await page.reload();
  await page.waitForSelector('#card .set-aside'); // its address still leads to it
  await undo(page, 'Reject');
  await until(page, back => [...document.querySelectorAll('.item')].some(item => item.dataset.id === back), id);
  same(await page.locator('#card .set-aside').count(), 0, 'notes that it is set aside');
  same(await countOf(), incidents.length, 'incidents after the undoing');
  same(await actionsOf(id), ['reject by EF', 'undo by EF'], 'corrections kept');
  await close(page);
}

async function rejectsFigures() {
  const claimsOf = ({casualties}, report) => casualties.flatMap(row => row.claims).filter(claim => claim.report === report);
  const before = (await detailOf(deadliest.id)).incident;
  const {report} = before.casualties[0].claims.find(claim => claim.standing === 'current');
  const page = await opened(deadliest.id);
  await fillCorrection(page, 'reject', 'these figures are of another day');
  await page.selectOption('#correct-report', report);
  await record(page, 'these figures are of another day');
  const {incident, is_set_aside} = await detailOf(deadliest.id);
  same([...new Set(claimsOf(incident, report).map(claim => claim.standing))], ['rejected'], 'standing of the figures of the rejected report');
  check(!is_set_aside, 'the incident stands with the figures of the others');
  check((await page.textContent('#card-losses')).includes('rejected'), 'the card says which figures are rejected');
  await shot(page, 'figures-rejected-light');
  await undo(page, 'Reject');
  same((await detailOf(deadliest.id)).incident.casualties, before.casualties, 'figures after the undoing');
  await close(page);
}

async function mergesAndSplits() {
  const other = incidents.find(one => one.id !== deadliest.id && one.sides.some(side => deadliest.sides.some(mine => mine.key === side.key)));
  const page = await opened(deadliest.id);
  await fillCorrection(page, 'merge', 'the same fighting');
  await page.fill('#correct-other', other.id);
  await record(page, 'the same fighting');
  same(await countOf(), incidents.length - 1, 'incidents after a merge');
  await shot(page, 'merged-light');
  const merged = parameter(page, 'i') === other.id ? deadliest.id : other.id;
  await page.goto(`${server.address}?i=${merged}`);
  await until(page, gone => new URL(location).searchParams.get('i') !== gone && document.querySelector('#card h2'), merged); // the old number leads to the new one
  await fillCorrection(page, 'split', 'two days apart');
  const going = page.locator('.correct input[name=going]');
  const reports = await going.evaluateAll(boxes => boxes.map(box => box.value));
  for (const report of other.reports) await going.nth(reports.indexOf(report)).check();
  await record(page, 'two days apart');
  same(await countOf(), incidents.length, 'incidents after a split');
  await until(page, n => document.querySelectorAll('.item').length === n, incidents.length);
  await shot(page, 'split-light');
  await undo(page, 'Split');
  same(await countOf(), incidents.length - 1, 'incidents after the split is undone');
  await undo(page, 'Merge');
  same(await countOf(), incidents.length, 'incidents after the merge is undone');
  same((await ask('api/incidents?limit=200')).incidents.map(one => one.reports.length).sort(), incidents.map(one => one.reports.length).sort(), 'reports of the incidents, as at first');
  await close(page);
}

/** Who corrects must have seen the incident as it is. */
async function refusesStale() {
  const page = await opened(deadliest.id);
  await fillCorrection(page, 'accept', 'looked at it before');
  await correctByOthers('a second look');
  await page.click('.correct button[type=submit]');
  await until(page, () => /Not recorded: .*changed meanwhile/.test(document.querySelector('.outcome-of-correction').textContent));
  page.problems = page.problems.filter(problem => !/409/.test(problem));
  await close(page);
}

async function correctByOthers(reason) {
  const answer = await fetch(server.address + 'api/corrections', {
    method: 'POST', headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token}`}, body: JSON.stringify({action: 'accept', incident: deadliest.id, author: 'CD', reason}),
  });
  check(answer.ok, `the correction is taken (${answer.status})`);
}

async function tellsChanges() {
  const page = await open(browser, server.address);
  await correctByOthers('a third look');
  await page.waitForSelector('#news button');
  await page.click('#news button');
  await until(page, () => !document.querySelector('#news').textContent);
  await close(page);
}

async function downloads() {
  const page = await open(browser, `${server.address}?i=${deadliest.id}`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.card-foot a[download]')]);
  same(JSON.parse(await textOf(download)).incident.id, deadliest.id, 'the downloaded incident');
  await page.selectOption('select[aria-label="Kind of incident"]', deadliest.kind);
  const [map] = await Promise.all([page.waitForEvent('download'), page.click('#geojson')]);
  same(JSON.parse(await textOf(map)).features.map(one => one.id).sort(), incidents.filter(one => one.kind === deadliest.kind).map(one => one.id).sort(), 'the downloaded GeoJSON');
  await page.click('#pages button[data-name=brief]');
  await page.waitForSelector('.sheet h2');
  const [markdown] = await Promise.all([page.waitForEvent('download'), page.click('.brief-bar a[download="brief.md"]')]);
  check((await textOf(markdown)).startsWith('#'), 'the brief as Markdown');
  await close(page);
}

async function prints() {
  const page = await open(browser, `${server.address}?page=brief`);
  await page.waitForSelector('.sheet .footnotes li');
  const brief = await page.pdf({format: 'A4', path: join(screenshots, 'brief.pdf')});
  check(brief.subarray(0, 5).toString() === '%PDF-', 'a PDF');
  await page.goto(`${server.address}?i=${deadliest.id}`);
  await page.waitForSelector('.losses');
  await quoted(page);
  await page.pdf({format: 'A4', path: join(screenshots, 'incident.pdf')});
  await close(page);
}

async function otherPages() {
  const page = await open(browser, `${server.address}?page=diplomacy`);
  await page.waitForSelector('.pair-line');
  await page.click('.pair-line >> nth=0');
  await page.waitForSelector('.pairs .told .quote');
  check(parameter(page, 'link').includes('>'), 'the pair is in the address');
  await until(page, () => ![...document.querySelectorAll('.pairs .quote')].some(quote => quote.textContent === '…'));
  await shot(page, 'diplomacy-light');
  await page.click('.pairs .told .quote >> nth=0');
  await page.waitForSelector('.reader mark');
  await page.keyboard.press('Escape');
  await page.click('#pages button[data-name=background]');
  await page.waitForSelector('#background .quote');
  await shot(page, 'background-light');
  await page.click('#pages button[data-name=brief]');
  await page.waitForSelector('.sheet h2');
  await shot(page, 'brief-light');
  await page.goBack();
  await page.waitForSelector('#background .quote');
  await close(page);
}

async function accessible() {
  for (const scheme of ['light', 'dark']) {
    const page = await open(browser, `${server.address}?i=${deadliest.id}`, {scheme});
    await quoted(page);
    same(await axeFindings(page), [], `axe, incident, ${scheme}`);
    for (const name of ['diplomacy', 'background', 'brief']) {
      await page.click(`#pages button[data-name=${name}]`);
      await page.waitForSelector(`#${name} h2`);
      same(await axeFindings(page), [], `axe, ${name}, ${scheme}`);
    }
    await close(page);
  }
}

async function keyboard() {
  const page = await open(browser, server.address);
  await page.keyboard.press('Tab');
  same(await page.evaluate(() => document.activeElement.className), 'skip', 'the first stop');
  await page.focus('.item');
  await page.keyboard.press('ArrowDown');
  same(await page.evaluate(() => document.activeElement.dataset.position), '1', 'one down');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#card h2');
  await page.waitForSelector('.losses, #card .empty');
  await page.focus('#card-losses .figure');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  check(outline !== 'none', 'focus is to be seen');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.reader mark');
  await page.keyboard.press('Escape');
  await until(page, () => document.activeElement?.classList.contains('figure'));
  await close(page);
}

async function phone() {
  const page = await open(browser, server.address, {width: 390, height: 844, hasTouch: true, isMobile: true, map: true});
  await shot(page, 'phone-list');
  check(!(await page.isVisible('.map-pane')), 'the map waits behind its tab');
  await page.tap(`.item[data-id="${deadliest.id}"]`);
  await page.waitForSelector('.losses');
  check(!(await page.isVisible('.list-pane')), 'the card has the phone to itself');
  await shot(page, 'phone-incident');
  await page.tap('#card-losses .claim-line.current .figure');
  await page.waitForSelector('.reader mark');
  await shot(page, 'phone-evidence');
  await page.tap('.reader-head button');
  await page.tap('#panes button[data-name=map]');
  await drawn(page);
  await shot(page, 'phone-map');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  check(!wide, 'nothing is wider than the phone');
  await page.goBack();
  await page.waitForSelector('.losses');
  await close(page);
}

async function withstandsReports() {
  const mock = await serve(hostile, built);
  try {
    const page = await open(browser, `${mock.address}?i=I1&ev=${hostileSpan.start}-${hostileSpan.end}:evil`);
    await page.waitForSelector('.reader mark');
    same(await page.textContent('.reader mark'), '12 soldiers', 'marked words behind characters of two units');
    check((await page.textContent('.report-text')).includes('<script>window.attacked=1</script>'), 'markup is shown as text');
    check(await page.locator('.report-text .unseen:text-is("RLO")').count(), 'a character that turns the text is shown');
    same((await page.$$('a[href^="javascript:" i]')).length, 0, 'links to scripts');
    await shot(page, 'hostile-light');
    for (const name of ['diplomacy', 'background', 'brief']) {
      await page.click(`#pages button[data-name=${name}]`);
      await page.waitForSelector(`#${name} h2`);
    }
    await page.goto(`${mock.address}?q=${encodeURIComponent('<img src=x onerror=window.attacked=1>')}&i=${encodeURIComponent('<script>')}&place=${encodeURIComponent('<b>')}&from=1&map=x/y/z&ev=1-2:..%2F..`);
    await page.waitForSelector('#card [role=alert]');
    same(await page.evaluate(() => window.attacked ?? null), null, 'what the attack set');
    same(await page.evaluate(() => document.querySelectorAll('main img, main script, header img').length), 0, 'elements from reports');
    page.problems = page.problems.filter(problem => !/404/.test(problem));
    await close(page);
  } finally {
    await mock.stop();
  }
  const sources = ['main', 'card', 'claims', 'reader', 'list', 'figures', 'network', 'brief', 'background', 'dom', 'text', 'map', 'legend', 'correct'].map(name => readFileSync(new URL(`../src/${name}.ts`, import.meta.url), 'utf8')).join('');
  check(!/\.(inner|outer)HTML|insertAdjacentHTML|document\.write|setHTML/.test(sources), 'no source parses markup');
}

async function tenThousand() {
  const n = 10_000;
  const mock = await serve({incidents: [], readings: [], index: manyIncidents(n), summary: bigSummary(n)}, built);
  try {
    const page = await open(browser, mock.address, {map: true});
    const list = await page.evaluate(() => performance.getEntriesByName('sitrep:list')[0].startTime);
    check((await page.$$('.item')).length < 60, 'only rows in sight are in the page');
    await drawn(page);
    const map = await page.evaluate(() => performance.getEntriesByName('sitrep:map')[0].startTime);
    const filter = await page.evaluate(async () => {
      const start = performance.now();
      const field = document.querySelector('select[aria-label="Kind of incident"]');
      field.value = 'clash';
      field.dispatchEvent(new Event('change'));
      return performance.now() - start;
    });
    await page.evaluate(() => document.querySelector('#list').scrollTo(0, 1e7));
    await until(page, () => document.querySelector('.rows li:last-child').getAttribute('aria-posinset') === document.querySelector('.rows li').getAttribute('aria-setsize'));
    await shot(page, 'ten-thousand-light');
    console.log(`        10,000 incidents: list after ${Math.round(list)} ms, the map with them after ${Math.round(map)} ms, a filter ${filter.toFixed(1)} ms`);
    check(list < 15_000, 'the list comes in sane time');
    await close(page);
  } finally {
    await mock.stop();
  }
}

const quoted = page => until(page, () => document.querySelector('.losses') && ![...document.querySelectorAll('.quote')].some(quote => quote.textContent === '…'));

async function mapAndPanning() {
  const page = await open(browser, server.address, {map: true});
  await drawn(page);
  await shot(page, 'desktop-light');
  await page.click(`.item[data-id="${deadliest.id}"]`);
  await quoted(page);
  await page.click('.to-map');
  await page.evaluate(() => document.querySelector('#card').scrollTo(0, 0));
  await drawn(page);
  await shot(page, 'incident-light');
  await page.evaluate(() => document.querySelector('#card').scrollTo(0, document.querySelector('#card-claims').offsetTop - 320));
  await shot(page, 'claims-light');
  await page.emulateMedia({colorScheme: 'dark'});
  await drawn(page);
  await shot(page, 'claims-dark');
  await page.emulateMedia({colorScheme: 'light'});
  await page.evaluate(() => document.querySelector('#card').scrollTo(0, 0));
  await page.click('#card-losses .claim-line.current .figure');
  await page.waitForSelector('.reader mark');
  await shot(page, 'evidence-light');
  await drawn(page);
  const place = () => parameter(page, 'map').split('/').map(Number);
  const [zoom, , from] = place();
  const box = await boxOf(page, '.maplibregl-canvas');
  const [x, y, way] = [box.x + box.width / 2 + 80, box.y + box.height / 2, 160];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= 16; ++i) await page.mouse.move(x - (way * i) / 16, y);
  await page.waitForTimeout(200); // a hand that stops before it lets go gives no swing
  await page.mouse.up();
  await drawn(page);
  await until(page, was => Number(new URL(location).searchParams.get('map').split('/')[2]) !== was, from);
  const moved = ((place()[2] - from) * 512 * 2 ** zoom) / 360;
  check(Math.abs(moved - way) < 0.2 * way, `the map follows the hand: by ${moved.toFixed(0)} of ${way} pixels`);
  await close(page);
}

async function offline() {
  const page = await open(browser, server.address);
  await page.click(`.item[data-id="${deadliest.id}"]`);
  await page.waitForSelector('.losses');
  await page.context().setOffline(true);
  await page.selectOption('select[aria-label="Order"]', 'newest');
  const days = await page.$$eval('.item', items => items.length);
  same(days, incidents.length, 'the list goes on without a network');
  await page.context().close();
}

const tests = [
  ['loads', loads], ['filters', filters], ['searches reports', searchesReports], ['brushes time', brushes], ['opens an incident', opensIncident], ['marks the words in the report', highlights],
  ['other pages', otherPages], ['downloads', downloads], ['prints', prints], ['keyboard', keyboard], ['withstands reports that attack', withstandsReports], ['goes on without the network', offline],
  ['accepts', accepts], ['rejects an incident', rejectsIncident], ['rejects figures', rejectsFigures], ['refuses what was not seen', refusesStale],
  ['tells of changes', tellsChanges], ['axe finds nothing serious', accessible], ['phone', phone], ['map and panning', mapAndPanning], ['ten thousand incidents', tenThousand],
  ['merges and splits', mergesAndSplits], // last: the numbers of incidents change with it
].filter(([name]) => !process.env.ONLY || name.includes(process.env.ONLY));

let failed = 1;
try {
  failed = await run(tests, 225);
} finally {
  await server.stop();
  await stop();
}
writeFileSync(join(screenshots, 'README.txt'), 'Made by the tests of the page (web/tests).\n');
process.exit(failed ? 1 : 0);
