// Signs in at an issuer in a real Chromium, against the real server; a line of JSON per check.
// Usage: node signin.mjs --modules DIR --chromium FILE --server URL --issuer URL
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hold, Report, until } from './report.mjs';

const { values } = parseArgs({
  options: { modules: { type: 'string' }, chromium: { type: 'string' }, server: { type: 'string' }, issuer: { type: 'string' } },
});
const { chromium } = createRequire(resolve(values.modules, 'package.json'))('playwright-core');
const report = new Report();
const browser = await chromium.launch({ executablePath: values.chromium, args: ['--no-sandbox'] });
const context = await browser.newContext();
const page = await context.newPage();
const wrong = [];
const left = new Set();
page.on('pageerror', (error) => wrong.push(`thrown: ${error.message}`));
page.on('console', (message) => {
  // Chromium tells of every refused request by itself.
  if (message.type() === 'error' && !message.text().includes('Failed to load resource')) {
    wrong.push(message.text());
  }
});
page.on('request', (request) => {
  const url = new URL(request.url());
  if (request.headers().authorization !== undefined && url.origin !== new URL(values.server).origin) {
    wrong.push(`a token was shown to ${url.origin}`);
  }
  left.add(url.origin);
});

const box = page.getByRole('dialog');
const signIn = page.getByRole('button', { name: 'Sign in with' });
const inside = () => page.locator('.who').filter({ hasText: 'oidc:ada' }).waitFor();
const kept = () => page.evaluate(() => ({ token: sessionStorage.getItem('medley.token'), all: JSON.stringify({ ...sessionStorage }), local: localStorage.length, cookie: document.cookie }));
const control = async (what) => (await fetch(`${values.issuer}/test/${what}`)).text();

/** The issuer signs with another key, and the server hears of it by somebody else's token. */
async function newKeys() {
  // It asks for keys every five seconds at most, and believes a token for one.
  await page.waitForTimeout(5200);
  const token = await control('new-keys');
  const answer = await fetch(`${values.server}api/v1/server`, { headers: { Authorization: `Bearer ${token}` } });
  hold(answer.status === 200, `the new key is refused: ${answer.status}`);
  await page.waitForTimeout(1200);
}

try {
  await report.check('says why when the issuer does not let somebody in', async () => {
    await page.goto(`${values.server}#/prices`);
    await signIn.click();
    await page.getByRole('link', { name: 'Refuse' }).click();
    await until('the refusal is told', () => page.getByText('access_denied: not today').isVisible());
    hold(page.url() === `${values.server}#/prices`, `the address is ${page.url()}`);
  });
  await report.check('believes no answer that it did not ask for', async () => {
    await page.goto(`${values.server}?code=stolen&state=guessed`);
    await until('the answer is refused', () => page.getByText('not begun in this tab').isVisible());
    hold(!page.url().includes('stolen'), 'the code is in the address');
  });
  await report.check('lets somebody in, to where they wanted to go', async () => {
    await page.goto(`${values.server}#/queue?state=waiting`);
    // Only the fragment changed.
    await page.reload();
    await signIn.click();
    await page.getByRole('link', { name: 'Let me in' }).click();
    await inside();
    hold(page.url() === `${values.server}#/queue?state=waiting`, `the address is ${page.url()}`);
    hold((await page.locator('h1').textContent()) === 'Queue', 'another view is shown');
    const { token, all, local, cookie } = await kept();
    hold(token.split('.').length === 3 && local === 0 && cookie === '', 'the token is kept elsewhere');
    hold(!all.includes('verifier'), 'what served the sign-in is still kept');
    await page.reload();
    await inside();
  });
  await report.check('may ask the issuer and nobody else', async () => {
    const reached = await page.evaluate(() => fetch('http://127.0.0.1:9/').then(() => 'answered', () => new Promise((done) => {
      document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
      fetch('http://127.0.0.1:9/').catch(() => {});
    })));
    hold(reached === 'connect-src', `another address ${reached}`);
    wrong.splice(0, wrong.length, ...wrong.filter((line) => !line.includes(':9/')));
    hold([...left].every((one) => values.server.startsWith(one) || one === values.issuer || one.endsWith(':9')), [...left].join(' '));
  });
  await report.check('goes on with a new token where the server no longer takes the old one', async () => {
    const before = (await kept()).token;
    // Elsewhere meanwhile: a page that is left in the middle of its renewal loses it.
    await page.goto('about:blank');
    await newKeys();
    await page.goto(`${values.server}#/ledger`);
    await inside();
    await until('there is another token', async () => (await kept()).token !== before);
    hold(!(await box.isVisible()), 'somebody was asked again');
  });
  await report.check('says that a sign-in has ended, and begins anew', async () => {
    await control('forget');
    await newKeys();
    await page.reload();
    await until('the end is told', () => page.getByText('Your sign-in has ended').isVisible());
    await signIn.click();
    await page.getByRole('link', { name: 'Let me in' }).click();
    await inside();
    hold((await page.locator('h1').textContent()) === 'Ledger and vouchers', 'another view is shown');
    await page.getByRole('button', { name: 'Leave' }).click();
    await box.waitFor();
    const { token, all } = await kept();
    hold(token === '' && !all.includes('refresh'), 'something is left');
    hold(wrong.length === 0, wrong.join('\n'));
  });
} finally {
  await browser.close();
}
process.exit(report.failed > 0 ? 1 : 0);
