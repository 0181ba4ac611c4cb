// Walks the whole page in a real Chromium and says what it found, a line of JSON per check.
// Usage: node walk.mjs --modules DIR --chromium FILE --shots DIR (--page DIR | --server URL)
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from '../mock/server.mjs';
import { typeThrough } from './keyboard.mjs';
import { follow, submit, token } from './live.mjs';
import { lookAt } from './look.mjs';
import { Report } from './report.mjs';
import { measure } from './smooth.mjs';

const { values } = parseArgs({
  options: { modules: { type: 'string' }, chromium: { type: 'string' }, shots: { type: 'string' }, page: { type: 'string' }, server: { type: 'string' }, only: { type: 'string' } },
});
const { chromium } = createRequire(resolve(values.modules, 'package.json'))('playwright-core');
mkdirSync(values.shots, { recursive: true });

const DEVICES = 10_000;
const WORKS = 10_000;

const report = new Report();
const mock = values.server === undefined ? await serve({ page: values.page, devices: DEVICES, works: WORKS }) : null;
const url = mock === null ? values.server.replace(/\/?$/, '/') : mock.url;
const browser = await chromium.launch({ executablePath: values.chromium, args: ['--no-sandbox'] });
const wanted = (part) => values.only === undefined || values.only.split(',').includes(part);

try {
  const work = mock === null ? await running(url) : mock.world.items.find((one) => one.state === 'running' && one.kind === 'InferenceService').name;
  if (wanted('look')) {
    await lookAt(report, browser, url, work, values.shots);
  }
  if (wanted('keyboard')) {
    await typeThrough(report, browser, url, work);
  }
  if (wanted('smooth') && mock !== null) {
    await measure(report, browser, url, work, { devices: DEVICES, works: WORKS });
  }
  if (wanted('live') && mock !== null) {
    await follow(report, browser, mock);
    const secret = await serve({ page: values.page, devices: 64, works: 20, token: 'right-token' });
    await token(report, browser, secret);
    await secret.end();
  }
  if (wanted('submit')) {
    await submit(report, browser, url, mock);
  }
} finally {
  await browser.close();
  await mock?.end();
}
process.exit(report.failed > 0 ? 1 : 0);

async function running(server) {
  const answer = await fetch(`${server}api/v1/works?state=running&limit=1`);
  return (await answer.json()).items[0]?.name ?? 'none';
}
