// SPDX-License-Identifier: Apache-2.0
// A stand-in for `sitrep serve` that answers with made-up data: what no small set of sample reports shows (ten thousand
// incidents, reports that attack the page). No part of the product.
import {createServer} from 'node:http';
import {gzipSync} from 'node:zlib';
import {existsSync, readFileSync} from 'node:fs';
import {extname, join, normalize} from 'node:path';

const types = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2'};

export const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const killedOf = incident => {
  const rows = incident.casualties.filter(row => row.outcome === 'killed' && row.agreement !== 'superseded');
  if (!rows.length) return [null, null, null];
  const sum = name => rows.reduce((all, row) => (all === null || row[name] === null ? (name === 'high' ? null : all) : all + row[name]), 0);
  return [sum('low'), sum('best'), sum('high')];
};

const exactness = ['exact', 'near', 'admin2', 'admin1', 'border', 'region', 'country'];

/** The columns of the index from incidents by the data contract. */
export function indexOf(incidents) {
  const column = pick => incidents.map(pick);
  const place = incident => incident.places.filter(one => one.lat !== null).sort((a, b) => exactness.indexOf(a.precision) - exactness.indexOf(b.precision))[0];
  return {
    id: column(i => i.id), title: column(i => i.title), kind: column(i => i.kind), from: column(i => i.from), to: column(i => i.to),
    lat: column(i => place(i)?.lat ?? null), lon: column(i => place(i)?.lon ?? null), precision: column(i => place(i)?.precision ?? null), place: column(i => place(i)?.name ?? null), country: column(i => place(i)?.country ?? null),
    killed: column(killedOf), injured: column(() => [null, null, null]), contested: column(i => (i.figure_grade === 'contested' || i.responsibility_grade === 'contested' || i.casualties.some(row => row.agreement === 'contested') ? 1 : 0)),
    sources: column(i => i.independent_sources), sides: column(i => i.sides.map(side => side.key)), status: column(i => i.status), last_seen: column(i => i.last_seen),
  };
}

/** `data`: incidents, readings, and what is answered at other addresses; `page`: the built page. */
export function serve(data, page) {
  const corrections = [];
  const index = gzipSync(JSON.stringify(data.index ?? indexOf(data.incidents)));
  const heads = new Map(data.readings.map(reading => [reading.report.id, reading]));
  const answer = path => {
    if (path === '/api/summary') return data.summary;
    if (path === '/api/diplomacy') return data.diplomacy ?? {actors: [], links: []};
    if (path === '/api/background') return data.background ?? {sentences: []};
    if (path === '/api/brief') return data.brief ?? {blocks: []};
    const [, kind, id] = /^\/api\/(incidents|reports)\/(.+)$/.exec(path) ?? [];
    if (kind === 'reports' && heads.has(id)) return {report: heads.get(id).report, reading: heads.get(id)};
    const incident = kind === 'incidents' && data.incidents.find(one => one.id === id);
    if (!incident) return null;
    return {
      incident, is_set_aside: false, corrections: [], series: [], responsibility: incident.responsibility,
      reports: incident.reports.map(report => ({...heads.get(report)?.report, text: undefined, story: null})),
      findings: incident.reports.flatMap(report => (heads.get(report)?.findings ?? []).map(finding => ({...finding, report}))),
      revisions: [{revision: 1, at: null, by: 'reports', what: ['made']}, ...corrections.map((one, i) => ({revision: i + 2, at: null, by: one.author, what: [`${one.action}: ${one.reason}`]}))],
    };
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const path = decodeURIComponent(url.pathname);
    const send = (status, type, body, more = {}) => {
      response.writeHead(status, {'Content-Type': type, 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff', ...more});
      response.end(body);
    };
    const json = (value, status = 200) => send(status, 'application/json', JSON.stringify(value));
    if (path === '/api/corrections') {
      let body = '';
      request.on('data', piece => (body += piece));
      request.on('end', () => {
        if (request.headers.authorization !== 'Bearer token') return json({error: 'the token is wrong'}, 401);
        corrections.push(JSON.parse(body));
        json({correction: corrections.length, incident: JSON.parse(body).incident, ledger_revision: 1 + corrections.length});
      });
    } else if (path === '/api/events') {
      response.writeHead(200, {'Content-Type': 'text/event-stream'});
      response.write(': here\n\n');
    } else if (path === '/api/incidents.index') send(200, 'application/json', index, {'Content-Encoding': 'gzip'});
    else if (path.startsWith('/api/')) {
      const found = answer(path);
      found ? json(found) : json({error: 'there is no such thing'}, 404);
    } else {
      const file = join(page, normalize(path === '/' ? '/index.html' : path));
      if (!file.startsWith(page) || !existsSync(file)) return send(404, 'text/plain', 'not found');
      const bytes = readFileSync(file);
      const packs = !file.endsWith('.woff2');
      send(200, types[extname(file)] ?? 'application/octet-stream', packs ? gzipSync(bytes, {level: 1}) : bytes, {...(packs ? {'Content-Encoding': 'gzip'} : {}), ...(path.startsWith('/assets/') ? {'Cache-Control': 'public, max-age=31536000, immutable'} : {})});
    }
  });
  return new Promise(done => server.listen(0, '127.0.0.1', () => done({
    address: `http://127.0.0.1:${server.address().port}/`, corrections,
    stop: () => new Promise(stopped => { server.closeAllConnections(); server.close(stopped); }),
  })));
}
