// What happens on the server arrives on the page, and what the reader does arrives on the server.
import { open } from './look.mjs';
import { hold, until } from './report.mjs';

const ARRIVES_MS = 1000;

export async function follow(report, browser, server) {
  await report.check(`a placement arrives on the fleet within ${ARRIVES_MS} ms`, () => onFleet(browser, server));
  await report.check(`a placement arrives in the queue within ${ARRIVES_MS} ms`, () => inQueue(browser, server));
  await report.check('a broken stream mends and what was missed arrives', () => mends(browser, server));
  await report.check('logs follow what is written', () => logs(browser, server));
  await report.check('says how far a runway is that takes long', () => runway(browser, server));
  await report.check('asks twice before a node goes', () => removes(browser, server));
}

async function runway(browser, server) {
  const { page, wrong, end } = await open(browser, server.url, 'light', '#/runway?months=36');
  await until('the progress is shown', async () => (await page.getByText('of 50').count()) > 0);
  hold((await page.getByRole('progressbar').count()) === 1, 'there is no bar');
  await page.locator('figure svg').first().waitFor();
  hold((await page.getByRole('progressbar').count()) === 0, 'the bar stays');
  hold(wrong.length === 0, wrong.join('\n'));
  await end();
}

async function removes(browser, server) {
  const pool = server.world.fleet.pools[0].id;
  const [node] = server.world.fleet.nodes
    .filter((one) => one.pool === pool)
    .sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
  node.devices.fill(-1);
  node.state = 'drained';
  const { page, wrong, end } = await open(browser, server.url, 'light', '#/fleet');
  await page.locator('canvas').first().waitFor();
  await page.getByRole('grid', { name: `Devices of ${pool}`, exact: true }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove node' }).click();
  await page.getByRole('button', { name: `Yes, remove ${node.id}` }).click();
  await until('the node is gone', () => !server.world.fleet.nodes.includes(node));
  hold(wrong.length === 0, wrong.join('\n'));
  await end();
}

async function onFleet(browser, server) {
  const { page, end } = await open(browser, server.url, 'light', '#/fleet');
  const used = page.locator('.tiles dd').first();
  await until('the stream is live', async () => (await page.locator('.live').textContent())?.includes('live') ?? false);
  await used.waitFor();
  const times = [];
  for (let round = 0; round < 3; round++) {
    await page.waitForTimeout(900);
    const before = await used.textContent();
    server.place();
    times.push(await until('the count of devices moved', async () => (await used.textContent()) !== before));
  }
  await end();
  return within(times);
}

async function inQueue(browser, server) {
  const { page, end } = await open(browser, server.url, 'light', '#/queue?state=waiting');
  await page.locator('[role=row] b').first().waitFor();
  await until('the stream is live', async () => (await page.locator('.live').textContent())?.includes('live') ?? false);
  const times = [];
  for (let round = 0; round < 3; round++) {
    await page.waitForTimeout(900);
    const { item } = server.place();
    times.push(await until(`${item.name} no longer waits`, async () => (await page.locator('[role=row] b', { hasText: item.name }).count()) === 0));
  }
  await end();
  return within(times);
}

function within(times) {
  const told = `arrived after ${times.map((time) => Math.round(time)).join(', ')} ms`;
  hold(Math.max(...times) < ARRIVES_MS, told);
  return told;
}

async function mends(browser, server) {
  const { page, wrong, end } = await open(browser, server.url, 'light', '#/fleet');
  const used = page.locator('.tiles dd').first();
  await used.waitFor();
  await until('the stream is live', async () => (await page.locator('.live').textContent())?.trim() === 'live');
  const before = await used.textContent();
  server.drop();
  server.place();
  const took = await until('what was missed is shown', async () => (await used.textContent()) !== before);
  await until('the stream is live again', async () => (await page.locator('.live').textContent())?.trim() === 'live');
  hold(wrong.every((line) => line.includes('ERR_INCOMPLETE_CHUNKED')), wrong.join('\n'));
  await end();
  return `after ${Math.round(took)} ms`;
}

async function logs(browser, server) {
  const work = server.world.items.find((one) => one.state === 'running').name;
  const { page, wrong, end } = await open(browser, server.url, 'light', `#/work/${work}`);
  const log = page.getByRole('log');
  await until('lines written before', async () => (await log.textContent())?.includes('step 1200') ?? false);
  await until('lines written now', async () => (await log.textContent())?.includes('written live') ?? false);
  await page.getByRole('radio', { name: 'stderr' }).check();
  await until('the other stream', async () => (await log.textContent())?.includes('step 1200') ?? false);
  hold(wrong.length === 0, wrong.join('\n'));
  await end();
}

export async function submit(report, browser, url, mock) {
  await report.check('checks, previews and submits documents once', async () => {
    const { page, wrong, end } = await open(browser, url, 'light', '#/submit');
    const keys = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/v1/works')) {
        keys.push(request.headers()['idempotency-key']);
      }
    });
    const area = page.locator('textarea');
    await page.getByRole('button', { name: 'Batch job' }).click();
    const name = `walk-${Date.now()}`;
    const good = (await area.inputValue()).replace('my-batch', name);
    await area.fill(good.replace('devices: 8', 'devices: many'));
    await until('the problem is shown', () => page.locator('.errors li').first().isVisible());
    hold(await page.getByRole('button', { name: 'Submit' }).isDisabled(), 'what has problems can be submitted');
    await page.locator('.errors button').first().click();
    hold(await area.evaluate((one) => one === document.activeElement && one.value.slice(0, one.selectionStart).split('\n').length > 5), 'the problem leads to its line');
    await area.fill(good);
    await until('the preview is shown', async () => (await page.locator('.seen').textContent())?.includes(name) ?? false);
    await page.getByRole('button', { name: 'What would change?' }).click();
    await until('what would change is shown', () => page.getByRole('heading', { name: 'What would change' }).isVisible(), 20_000);
    await page.getByRole('button', { name: 'Submit' }).click();
    await until('it is accepted', () => page.locator('.accepted a', { hasText: name }).isVisible());
    await page.getByRole('button', { name: 'Submit' }).click();
    await until('it was sent twice', () => keys.length === 2);
    hold(keys[0] === keys[1] && /^[0-9a-f]{32}$/.test(keys[0] ?? ''), `keys ${keys.join(' ')}`);
    await until('it is accepted again', () => page.locator('.accepted a', { hasText: name }).isVisible());
    hold(mock === null || mock.world.items.filter((one) => one.name === name).length === 1, 'it was taken twice');
    await page.locator('.accepted a', { hasText: name }).click();
    await until('the work is shown', async () => (await page.locator('h1').textContent()) === name);
    // Chromium reports refused requests on its own; the page shows them as problems.
    hold(wrong.filter((line) => !line.includes('Failed to load resource')).length === 0, wrong.join('\n'));
    await end();
  });
}

export async function token(report, browser, secret) {
  await report.check('asks for a token, keeps it for this tab only and forgets it', async () => {
    const { page, end } = await open(browser, secret.url, 'light');
    const box = page.getByRole('dialog');
    await box.waitFor();
    await page.getByLabel('Token').fill('wrong');
    await page.keyboard.press('Enter');
    await until('the wrong token is refused', () => page.getByText('did not take the token').isVisible());
    await page.getByLabel('Token').fill('right-token');
    await page.keyboard.press('Enter');
    await page.locator('canvas').first().waitFor();
    const kept = await page.evaluate(() => [Object.values(sessionStorage).includes('right-token'), JSON.stringify(localStorage), document.cookie]);
    hold(kept[0] === true && !kept[1].includes('right-token') && kept[2] === '', `kept in ${kept.join(' ')}`);
    hold(!page.url().includes('right-token'), 'the token is in the address');
    await page.getByRole('button', { name: 'Leave' }).click();
    await box.waitFor();
    await end();
  });
}
