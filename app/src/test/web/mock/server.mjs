// A server with the API's shapes and a fleet by seed, for tests of the page. Serves the built page
// under the same policy as the real one.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { ledger, plan, preview, prices, runway, vouchers, whatIf, workOf } from './answers.mjs';
import { count, makeFleet } from './fleet.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';" +
  " manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Longer pages come without reasons, as from the real server. */
const REASONED = 200;
const MOST = 1000;

/** Starts it on a free port of the loopback. */
export async function serve({ page, devices = 10_000, works = 10_000, seed = 42, speed = 60, token = '', port = 0 }) {
  const startedMs = Date.now();
  const now = () => Math.round(startedMs + (Date.now() - startedMs) * speed);
  const world = { startedMs, now, ...makeFleet(devices, works, seed, startedMs) };
  const listeners = new Set();
  const keys = new Map();
  const entries = [];
  let number = 1000;

  function tell(kinds, names, nodes, text) {
    const entry = { number: ++number, atMs: now(), kinds, works: names, nodes, text };
    entries.push(entry);
    listeners.forEach((response) => send(response, entry));
    return entry;
  }

  const api = { world, keys, tell, speed, token, listeners, entries, number: () => number };
  const server = createServer((request, response) => {
    answer(request, response, api, page).catch((thrown) => problem(response, 500, 'Fault', String(thrown)));
  });
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    world,
    /** Seats a work on the first free device and says so. */
    place() {
      const item = world.items.find((one) => one.state === 'waiting');
      const node = world.fleet.nodes.find((one) => one.state === 'up' && one.devices.includes(-1));
      node.devices[node.devices.indexOf(-1)] = world.fleet.runs.length;
      world.fleet.runs.push({ id: `${item.name}.1`, work: item.name, tenant: item.tenant, pool: node.pool, phase: 'running', priority: item.priority });
      const pool = world.fleet.pools.find((one) => one.id === node.pool);
      Object.assign(item, { state: 'running', pool: pool.id, chip: pool.chip, price: pool.price, reasons: [], rate: 120 });
      count(world.fleet, world.items);
      tell(['run-placed'], [item.name], [node.id], `${item.name} was placed on ${node.id}`);
      return { item, node };
    },
    drop() {
      listeners.forEach((response) => response.destroy());
    },
    end: () => new Promise((done) => {
      listeners.forEach((response) => response.end());
      server.closeAllConnections();
      server.close(done);
    }),
  };
}

function send(response, entry) {
  response.write(`id: ${entry.number}\nevent: entry\ndata: ${JSON.stringify(entry)}\n\n`);
}

async function answer(request, response, api, page) {
  const url = new URL(request.url, 'http://server');
  if (!url.pathname.startsWith('/api/v1/')) {
    return file(response, page, url.pathname);
  }
  if (url.pathname === '/api/v1/signin') {
    return json(response, 200, { auth: api.token !== '', issuer: null });
  }
  if (api.token !== '' && request.headers.authorization !== `Bearer ${api.token}`) {
    return problem(response, 401, 'Unauthorized', 'give a token');
  }
  const path = url.pathname.slice('/api/v1/'.length).split('/').map(decodeURIComponent);
  const query = Object.fromEntries(url.searchParams);
  let body = '';
  for await (const part of request) {
    body += part;
  }
  const { world } = api;
  const verb = `${request.method} ${path[0]}`;
  if (verb === 'GET events') {
    return events(request, response, api);
  } else if (verb === 'GET works' && path[2] === 'logs') {
    return logs(request, response, path[1]);
  } else if (verb === 'POST works') {
    return submit(request, response, body, api);
  } else if (verb === 'POST nodes') {
    const node = world.fleet.nodes.find((one) => one.id === path[1]);
    node.state = path[2] === 'uncordon' ? 'up' : path[2] === 'drain' ? 'draining' : 'cordoned';
    api.tell(['node-cordoned'], [], [node.id], `${node.id}: ${path[2]}`);
    return json(response, 200, {});
  } else if (verb === 'DELETE works') {
    world.items.find((one) => one.name === path[1]).state = 'cancelled';
    api.tell(['cancel-asked'], [path[1]], [], `${path[1]} is cancelled`);
    return json(response, 202, {});
  }
  const found = read(verb, path, query, body, api);
  return found === null ? problem(response, 404, 'Not found', url.pathname) : json(response, 200, found);
}

function read(verb, path, query, body, api) {
  const { world } = api;
  switch (verb) {
    case 'GET server':
      return {
        version: '0.1.0', nowMs: world.now(), startedMs: world.startedMs, speed: api.speed, demo: true, auth: api.token !== '', currency: 'CNY',
        you: { name: 'local', tenant: null, role: 'operator' }, tenants: world.tenants,
        pools: world.fleet.pools.map(({ id, chip, site, simulated }) => ({ id, chip, site, simulated })), latestEntry: api.number(),
      };
    case 'GET fleet':
      return { ...world.fleet, nowMs: world.now() };
    case 'GET works':
      return path.length > 1 ? workOf(world, path[1]) : list(world, query);
    case 'GET prices':
      return prices(world, Number(query.fromMs ?? 0), Number(query.toMs ?? world.now()), Number(query.points ?? 200));
    case 'GET plan':
      return plan();
    case 'GET ledger':
      return ledger(world);
    case 'GET runway':
      return runway(Number(query.months ?? 12));
    case 'GET vouchers':
      return vouchers();
    case 'POST preview':
      return preview(world, body);
    case 'POST whatif':
      return whatIf(world, body);
    default:
      return null;
  }
}

function list(world, query) {
  const found = world.items.filter(
    (item) =>
      (!query.state || item.state === query.state) && (!query.tenant || item.tenant === query.tenant) && (!query.q || item.name.includes(query.q)),
  );
  const from = query.after ? Number(query.after) : 0;
  const limit = Math.min(MOST, Number(query.limit ?? 100));
  const to = from + limit;
  const items = found.slice(from, to).map((item) => (limit > REASONED ? { ...item, reasons: [] } : item));
  return { items, next: to < found.length ? String(to) : null, total: found.length };
}

function submit(request, response, body, api) {
  const key = request.headers['idempotency-key'];
  if (!key) {
    return problem(response, 400, 'A key is missing', 'give an Idempotency-Key');
  }
  const { works, problems } = preview(api.world, body);
  if (problems.length > 0) {
    return problem(response, 422, 'The documents have problems', '', problems);
  }
  if (!api.keys.has(key)) {
    const accepted = works.map((work) => work.work);
    for (const name of accepted) {
      api.world.items.unshift({ ...api.world.items[0], name, state: 'waiting', pool: null, reasons: [], submittedMs: api.world.now() });
    }
    api.keys.set(key, { accepted, number: api.tell(['submitted'], accepted, [], `${accepted.join(', ')} was submitted`).number });
  }
  return json(response, 201, api.keys.get(key));
}

function events(request, response, api) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write(': hello\n\n');
  const last = Number(request.headers['last-event-id'] ?? api.number());
  api.entries.filter((entry) => entry.number > last).forEach((entry) => send(response, entry));
  api.listeners.add(response);
  response.on('close', () => api.listeners.delete(response));
}

function logs(request, response, name) {
  const lines = Array.from({ length: 40 }, (_, i) => `step ${1200 + i} loss ${(2.9 - i / 200).toFixed(3)} of ${name}`);
  if (!(request.headers.accept ?? '').includes('event-stream')) {
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(`${lines.join('\n')}\n`);
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const write = (event, text) => response.write(`event: ${event}\ndata: ${JSON.stringify(text)}\n\n`);
  write('run', `${name}.1`);
  write('log', `${lines.join('\n')}\n`);
  let step = 1240;
  const timer = setInterval(() => write('log', `step ${step++} written live\n`), 250);
  response.on('close', () => clearInterval(timer));
}

async function file(response, page, path) {
  const name = path === '/' ? 'index.html' : normalize(path).replace(/^([/\\.]+)/, '');
  try {
    const content = await readFile(join(page, name));
    response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream', 'Content-Security-Policy': POLICY });
    response.end(content);
  } catch {
    problem(response, 404, 'Not found', path);
  }
}

function json(response, status, value) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}

function problem(response, status, title, detail, errors = []) {
  response.writeHead(status, { 'Content-Type': 'application/problem+json' });
  response.end(JSON.stringify({ type: 'about:blank', status, title, detail, errors }));
}
