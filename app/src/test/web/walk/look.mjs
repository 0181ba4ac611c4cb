// Every view in every look: nothing complains, nothing leaves the server, everything has a name,
// text can be read, and a phone needs no sideways scrolling.
import { hold, until } from './report.mjs';

export const LOOKS = {
  light: { viewport: { width: 1360, height: 860 }, colorScheme: 'light' },
  dark: { viewport: { width: 1360, height: 860 }, colorScheme: 'dark' },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: 'light', deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  'phone-dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark', deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

/** A page that notes what it must not do. */
export async function open(browser, url, look, path = '') {
  const context = await browser.newContext({ ...LOOKS[look], reducedMotion: 'reduce' });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (message) => {
    // Chromium tells of every 404 by itself; a work that wrote nothing answers so.
    const nothingWritten = message.location().url.includes('/logs?');
    if ((message.type() === 'error' || message.type() === 'warning') && !nothingWritten) {
      wrong.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => wrong.push(`thrown: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) {
      wrong.push(`left the server: ${request.url()}`);
    }
  });
  await page.goto(url + path);
  return { page, wrong, end: () => context.close() };
}

export async function show(page, url, view) {
  await page.goto(`${url}#/${view.path}`);
  await until(`view ${view.path} is there`, () => page.locator(view.wait).first().isVisible(), view.limitMs);
  if (view.prepare) {
    await view.prepare(page);
  }
  await page.waitForTimeout(250);
}

export function views(work) {
  return [
    { name: 'fleet', path: 'fleet', wait: 'canvas' },
    { name: 'fleet-work', path: 'fleet?by=work', wait: 'canvas' },
    { name: 'fleet-health', path: 'fleet?by=health', wait: 'canvas' },
    { name: 'fleet-table', path: 'fleet?as=table', wait: 'table' },
    { name: 'queue', path: 'queue', wait: '[role=row] b' },
    { name: 'work', path: `work/${encodeURIComponent(work)}`, wait: '.tiles' },
    { name: 'prices', path: 'prices', wait: '.u-over' },
    // The real server plays courses of events for it.
    { name: 'runway', path: 'runway', wait: 'figure svg, [role=alert]', limitMs: 120_000 },
    { name: 'plan', path: 'plan', wait: 'tbody tr, [role=alert]', limitMs: 120_000 },
    { name: 'ledger', path: 'ledger', wait: '.tiles' },
    { name: 'submit', path: 'submit', wait: 'textarea', prepare: sample },
  ];
}

async function sample(page) {
  await page.getByRole('button', { name: 'Batch job' }).click();
  await until('the preview is there', () => page.locator('.seen table, .errors').first().isVisible());
}

export async function lookAt(report, browser, url, work, shots) {
  for (const look of Object.keys(LOOKS)) {
    const { page, wrong, end } = await open(browser, url, look);
    for (const view of views(work)) {
      await report.check(`shows ${view.name} in ${look}`, async () => {
        await show(page, url, view);
        await page.screenshot({ path: `${shots}/${view.name}-${look}.png`, fullPage: !/^fleet|queue/.test(view.name) });
        hold(wrong.length === 0, wrong.splice(0).join('\n'));
        const faults = [...(await sideways(page)), ...(await structure(page)), ...(await nameless(page)), ...(await faint(page))];
        hold(faults.length === 0, faults.slice(0, 12).join('\n'));
      });
    }
    await end();
  }
}

async function sideways(page) {
  const seen = page.viewportSize().width;
  const wide = await page.evaluate((width) => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - width, seen);
  return wide > 0 ? [`scrolls sideways by ${wide} px`] : [];
}

async function structure(page) {
  return page.evaluate(() => {
    const faults = [];
    for (const selector of ['h1', 'main', 'nav', '#page > header']) {
      if (document.querySelectorAll(selector).length !== 1) {
        faults.push(`not one ${selector}`);
      }
    }
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    new Set(ids.filter((id, index) => ids.indexOf(id) !== index)).forEach((id) => faults.push(`id ${id} twice`));
    if (document.documentElement.lang !== 'en' || document.title === '') {
      faults.push('no language or title');
    }
    document.querySelectorAll('[style]').forEach((element) => {
      if (/url\(/.test(element.getAttribute('style') ?? '')) {
        faults.push('a style with an address');
      }
    });
    if (document.querySelector('script:not([src])') !== null) {
      faults.push('an inline script');
    }
    return faults;
  });
}

/** What can have the focus must say what it is. */
async function nameless(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const plain = new Set(['RootWebArea', 'generic', 'none', 'dialog', 'option', 'MenuListPopup', 'rowgroup']);
  return nodes
    .filter((node) => !node.ignored && node.properties?.some((one) => one.name === 'focusable' && one.value.value === true))
    .filter((node) => !plain.has(node.role?.value) && !(node.name?.value ?? '').trim())
    .map((node) => `a ${node.role?.value} without a name`);
}

/** Text whose contrast is below WCAG's 4.5 (3 where it is large). */
async function faint(page) {
  return page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const seen = new Map();
    const rgba = (colour) => {
      if (!seen.has(colour)) {
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
        seen.set(colour, [r, g, b, a / 255]);
      }
      return seen.get(colour);
    };
    const light = ([r, g, b]) => {
      const part = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
    };
    const over = (top, under) => top.slice(0, 3).map((v, i) => v * top[3] + under[i] * (1 - top[3]));
    const ground = (element) => {
      const layers = [];
      for (let one = element; one !== null; one = one.parentElement) {
        const colour = rgba(getComputedStyle(one).backgroundColor);
        layers.push(colour);
        if (colour[3] === 1) {
          break;
        }
      }
      return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
    };
    const faults = new Set();
    for (const element of document.querySelectorAll('body *')) {
      const text = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== '').map((node) => node.data.trim()).join(' ');
      if (text === '' || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest(':disabled, .unseen, svg')) {
        continue;
      }
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const under = ground(element);
      const [a, b] = [light(over(rgba(style.color), under)), light(under)].sort((x, y) => y - x);
      const contrast = (a + 0.05) / (b + 0.05);
      if (contrast < (large ? 3 : 4.5)) {
        faults.add(`contrast ${contrast.toFixed(2)}: ${text.slice(0, 40)}`);
      }
    }
    return [...faults];
  });
}
