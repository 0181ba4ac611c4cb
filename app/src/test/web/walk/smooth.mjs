// How long frames take while the reader scrolls and points.
import { open, show, views } from './look.mjs';
import { hold, until } from './report.mjs';

const P95_MS = 50;
/** The machine does other things too: the best of some tries is the page's own share. */
const TRIES = 3;

export async function measure(report, browser, url, work, wanted) {
  const { page, end } = await open(browser, url, 'light');
  const [fleet, queue] = ['fleet', 'queue'].map((name) => views(work).find((view) => view.name === name));
  await report.check(`points at cells and scrolls the fleet smoothly (p95 of frames < ${P95_MS} ms)`, async () => {
    await show(page, url, fleet);
    const cells = await page.evaluate(() => Number(document.querySelector('.tiles dd span')?.textContent?.match(/of ([\d,]+)/)?.[1]?.replaceAll(',', '') ?? 0));
    hold(cells >= wanted.devices, `only ${cells} devices are shown`);
    return `${cells} devices; ${await best(page, overFleet)}`;
  });
  await report.check(`zooms and recolours the fleet within 250 ms`, async () => {
    await show(page, url, fleet);
    const times = [];
    for (const name of ['work', 'use', 'health', 'tenant']) {
      times.push(await afterClick(page, page.locator('.choice label', { hasText: new RegExp(`^${name}$`) })));
    }
    for (const name of ['Larger cells', 'Larger cells', 'Smaller cells', 'Smaller cells']) {
      times.push(await afterClick(page, page.getByRole('button', { name })));
    }
    hold(Math.min(...times) < 250 && median(times) < 250, `took ${times.join(', ')} ms`);
    return `median ${median(times)} ms, longest ${Math.max(...times)} ms`;
  });
  await report.check(`scrolls ${wanted.works} works smoothly (p95 of frames < ${P95_MS} ms)`, async () => {
    await show(page, url, queue);
    const found = await best(page, overQueue);
    await page.getByRole('grid').focus();
    await until('every work was reached', async () => {
      await page.keyboard.press('End');
      return (await shownWorks(page)) >= wanted.works;
    }, 30_000);
    const rows = await page.locator('[role=rowgroup] [role=row]').count();
    hold(rows < 80, `${rows} rows are in the document`);
    return `${found}; ${rows} rows in the document`;
  });
  await end();
}

async function shownWorks(page) {
  const height = await page.locator('.whole').evaluate((one) => one.clientHeight);
  return Math.round(height / 46);
}

async function overFleet(page) {
  await page.evaluate(() => scrollTo(0, 0));
  const box = await page.getByRole('grid').nth(1).boundingBox();
  for (let step = 0; step < 160; step++) {
    await page.mouse.move(box.x + (step * 37) % box.width, box.y + (step * 5) % Math.min(box.height, 200));
  }
  for (let step = 0; step < 40; step++) {
    await page.mouse.wheel(0, step < 20 ? 120 : -120);
    await page.waitForTimeout(16);
  }
}

async function overQueue(page) {
  const box = await page.getByRole('rowgroup').boundingBox();
  await page.mouse.move(box.x + 200, box.y + 200);
  for (let step = 0; step < 120; step++) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(16);
  }
}

async function best(page, act) {
  const all = [];
  for (let round = 0; round < TRIES; round++) {
    await page.evaluate(() => {
      const frames = [];
      let last = performance.now();
      let on = true;
      const frame = (now) => {
        frames.push(now - last);
        last = now;
        if (on) {
          requestAnimationFrame(frame);
        }
      };
      requestAnimationFrame(frame);
      globalThis.medleyFrames = () => {
        on = false;
        return frames.slice(2);
      };
    });
    await act(page);
    const frames = (await page.evaluate(() => globalThis.medleyFrames())).sort((a, b) => a - b);
    const at = (share) => frames[Math.min(frames.length - 1, Math.floor(share * frames.length))] ?? 0;
    all.push({ count: frames.length, p50: at(0.5), p95: at(0.95), most: at(1) });
    if (at(0.95) < P95_MS) {
      break;
    }
  }
  const good = all.reduce((a, b) => (b.p95 < a.p95 ? b : a));
  const told = `${good.count} frames, p50 ${good.p50.toFixed(1)}, p95 ${good.p95.toFixed(1)}, longest ${good.most.toFixed(1)} ms (try ${all.length})`;
  hold(good.p95 < P95_MS, told);
  return told;
}

/** From the press until the frame after it is drawn. */
async function afterClick(page, target) {
  await page.evaluate(() => {
    globalThis.medleyClick = new Promise((done) => {
      addEventListener('pointerdown', () => {
        const from = performance.now();
        addEventListener('click', () => requestAnimationFrame(() => requestAnimationFrame(() => done(Math.round(performance.now() - from)))), { once: true });
      }, { once: true, capture: true });
    });
  });
  await target.click();
  return page.evaluate(() => globalThis.medleyClick);
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
