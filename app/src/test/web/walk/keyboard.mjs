// The whole page without a mouse.
import { open, show, views } from './look.mjs';
import { hold, until } from './report.mjs';

export async function typeThrough(report, browser, url, work) {
  const { page, end } = await open(browser, url, 'light');
  for (const view of views(work)) {
    await report.check(`reaches every control of ${view.name} by keyboard`, async () => {
      await show(page, url, view);
      return await tabThrough(page);
    });
  }
  await report.check('goes over the cells of the fleet by keyboard', () => cells(page, url, work));
  await report.check('opens a work of the queue by keyboard', () => queue(page, url, work));
  await report.check('changes the theme by keyboard', () => theme(page));
  await end();
}

/** Tab from the top to the end: all that can be used gets the focus, and shows it. */
async function tabThrough(page) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
    let number = 0;
    const usable = 'a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary, [tabindex="0"]';
    for (const element of document.querySelectorAll(usable)) {
      const group = element.type === 'radio' && !element.checked;
      if (!group && element.checkVisibility({ visibilityProperty: true })) {
        element.dataset.stop = String(number++);
      }
    }
  });
  const reached = new Set();
  const dim = new Set();
  const all = await page.locator('[data-stop]').count();
  for (let step = 0; step < all + 12; step++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      const shows = (one) => one && getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) > 0;
      return { stop: element?.dataset.stop, shown: Boolean(shows(element) || shows(element?.nextElementSibling)), tag: element?.outerHTML.slice(0, 90) };
    });
    if (stop.stop !== undefined) {
      reached.add(stop.stop);
      if (!stop.shown) {
        dim.add(stop.tag);
      }
    }
  }
  const missed = await page.evaluate(
    (found) => [...document.querySelectorAll('[data-stop]')].filter((one) => !found.includes(one.dataset.stop)).map((one) => one.outerHTML.slice(0, 110)),
    [...reached],
  );
  hold(missed.length === 0, `not reached: ${missed.join('\n')}`);
  hold(dim.size === 0, `focus is not seen on: ${[...dim].join('\n')}`);
  return `${reached.size} stops`;
}

async function cells(page, url, work) {
  await show(page, url, views(work)[0]);
  const grid = page.getByRole('grid').first();
  const cell = grid.getByRole('gridcell');
  const [rows, columns] = await Promise.all([grid.getAttribute('aria-rowcount'), grid.getAttribute('aria-colcount')]);
  await page.keyboard.press('Tab');
  await grid.focus();
  const seen = new Set([await cell.textContent()]);
  for (let step = 0; step < Number(columns); step++) {
    await page.keyboard.press('ArrowRight');
    seen.add(await cell.textContent());
  }
  hold(seen.size === Math.min(seen.size, Number(columns)) && seen.size > Number(columns) * 0.9, `${seen.size} of ${columns} columns`);
  await page.keyboard.press('Home');
  const down = new Set([await cell.textContent()]);
  for (let step = 0; step < Number(rows); step++) {
    await page.keyboard.press('ArrowDown');
    down.add(await cell.textContent());
  }
  hold(down.size === Number(rows), `${down.size} of ${rows} rows`);
  await page.keyboard.press('End');
  const last = await cell.textContent();
  await page.keyboard.press('Home');
  hold((await cell.textContent()) !== last, 'Home and End are one');
  for (let step = 0; step < 60 && !/running/.test((await cell.textContent()) ?? ''); step++) {
    await page.keyboard.press('n');
  }
  hold(/running/.test((await cell.textContent()) ?? ''), 'n finds no run that runs');
  const strip = page.locator('.strip');
  await until('the strip says what runs', async () => /running/.test((await strip.textContent()) ?? ''));
  await page.keyboard.press('Enter');
  await until('what was chosen can be acted on', () => strip.getByRole('button').first().isVisible());
  const height = await grid.evaluate((one) => one.clientHeight);
  await page.keyboard.press('+');
  await until('plus makes cells larger', async () => (await grid.evaluate((one) => one.clientHeight)) > height);
  await page.keyboard.press('-');
  await page.keyboard.press('Escape');
  return `${rows} rows and ${columns} columns in the first pool`;
}

async function queue(page, url, work) {
  await show(page, url, views(work).find((view) => view.name === 'queue'));
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('PageDown');
  const name = await page.locator('#row-active b').first().textContent();
  await page.keyboard.press('Enter');
  await until('the work is shown', async () => (await page.locator('h1').textContent()) === name);
  hold(await page.locator('h1').evaluate((one) => one === document.activeElement), 'the title has the focus');
  return name ?? '';
}

async function theme(page) {
  const before = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.getByRole('button', { name: /theme$/ }).focus();
  await page.keyboard.press('Enter');
  await until('the theme changed', async () => (await page.evaluate(() => getComputedStyle(document.body).backgroundColor)) !== before);
  await page.reload();
  await page.locator('h1').waitFor();
  hold((await page.evaluate(() => getComputedStyle(document.body).backgroundColor)) !== before, 'the theme was forgotten');
  await page.evaluate(() => localStorage.clear());
}
