// Answers of the API that need more than the fleet itself.
import { draws } from './fleet.mjs';

const HOUR = 3_600_000;

export function workOf(world, name) {
  const item = world.items.find((one) => one.name === name);
  if (item === undefined) {
    return null;
  }
  const dice = draws(name.length * 7919 + name.charCodeAt(0));
  const runs = world.fleet.runs
    .map((run, index) => ({ run, index }))
    .filter(({ run }) => run.work === name)
    .map(({ run, index }) => runOf(world, item, run, index, dice));
  const life = [
    { atMs: item.submittedMs, event: 'submitted', text: 'submitted by north-ops' },
    { atMs: item.submittedMs + 90_000, event: 'reserved', text: '2 nodes of h20-ulanqab are kept for it' },
  ];
  for (const run of runs) {
    life.push({ atMs: run.placedMs, event: 'run-placed', text: `run ${run.id} gets ${run.devices} devices of ${run.pool}` });
    life.push({ atMs: run.placedMs + 40_000, event: 'run-started', text: `run ${run.id} is up` });
  }
  if (item.state === 'failed') {
    life.push({ atMs: item.submittedMs + 5 * HOUR, event: 'closed', text: 'failed: exit code 1, tried four times' });
  }
  life.sort((a, b) => a.atMs - b.atMs);
  return {
    ...item, runs, life,
    past: [{ id: `${name}.0`, pool: 'h20-ulanqab', devices: 8, placedMs: item.submittedMs, endedMs: item.submittedMs + HOUR, how: 'preempted' }],
    spec: { apiVersion: 'medley.dev/v1alpha1', kind: item.kind, metadata: { name }, spec: { tenant: item.tenant, priority: item.priority, devices: 8, duration: '20h' } },
    deadlineMs: item.kind === 'InferenceService' ? null : item.submittedMs + 200 * HOUR,
    failures: item.state === 'failed' ? 4 : 0,
  };
}

function runOf(world, item, run, index, dice) {
  const seats = world.fleet.nodes
    .filter((node) => node.devices.includes(index))
    .map((node) => ({ node: node.id, devices: node.devices.flatMap((one, d) => (one === index ? [d] : [])) }));
  const rate = item.rate * (0.9 + 0.2 * dice.next());
  const units = { TrainingJob: 'tokens/s', InferenceService: 'requests/s', BatchJob: 'x' };
  return {
    id: run.id, pool: run.pool, chip: item.chip,
    shape: { devices: 8, tp: 4, pp: 1, dp: 2, ep: 1, cp: 1, precision: 'bf16', stack: 'cuda' },
    devices: seats.reduce((sum, seat) => sum + seat.devices.length, 0),
    seats, phase: run.phase,
    placedMs: Math.round(world.now() - 20 * HOUR * dice.next()),
    startedMs: Math.round(world.now() - HOUR),
    rate, unit: units[item.kind], predicted: rate * 1.04, watts: 700 * 8, costPerHour: 38.4,
    band: { low: rate * 0.82, high: rate * 1.27 },
    terms: { compute: 0.118, memory: 0.064, communication: 0.037, bubble: 0.011, overhead: 0.006 },
  };
}

export function prices(world, fromMs, toMs, points) {
  const from = fromMs > 0 ? fromMs : world.startedMs - 24 * HOUR;
  const n = Math.min(points, 400);
  return {
    pools: world.fleet.pools.map((pool, p) => {
      const dice = draws(p + 11);
      let value = pool.price * 0.8;
      const list = [];
      for (let i = 0; i < n; i++) {
        value = Math.max(0, value + (dice.next() - 0.5) * 0.08 * pool.price + (pool.price - value) * 0.03);
        list.push([Math.round(from + ((toMs - from) * i) / (n - 1)), Number(value.toFixed(4))]);
      }
      list.at(-1)[1] = pool.price;
      return { id: pool.id, points: list };
    }),
  };
}

export function plan() {
  return {
    works: 60, running: 52, waiting: 8, ms: 812,
    medley: { policy: 'medley', rule: 'prices decide', objective: 16540.8, value: 16540.8, bound: 16652.3, gap: 0.0067, running: 52, served: 0.981, deadlines: 14, costPerHour: 48380 },
    others: [
      { policy: 'fastest-first', rule: 'each work on the chip where it is fastest, most urgent first', objective: 13180.2, bound: null, gap: null, running: 47, served: 0.902, deadlines: 11, costPerHour: 52100 },
      { policy: 'cheapest-first', rule: 'each work where it costs least', objective: 12077.9, bound: null, gap: null, running: 49, served: 0.934, deadlines: 9, costPerHour: 39800 },
      { policy: 'split-by-purpose', rule: 'training on the scarce chips, serving on the others', objective: 11402.4, bound: null, gap: null, running: 44, served: 0.871, deadlines: 10, costPerHour: 44700 },
    ],
  };
}

export function ledger(world) {
  const dice = draws(5);
  const line = () => {
    const hours = 800 + 40_000 * dice.next();
    return { deviceHours: hours, held: dice.below(900), energyKwh: hours * 0.52, money: hours * 6.1 };
  };
  return {
    tenants: world.tenants.map((tenant) => ({ tenant, ...line() })),
    pools: world.fleet.pools.map((pool) => ({ pool: pool.id, ...line() })),
  };
}

export function preview(world, documents) {
  const lines = documents.split('\n');
  const problems = [];
  lines.forEach((text, index) => {
    const broken = /^(\s*)(devices|tokens):\s*(-\S+|many)/.exec(text);
    if (broken) {
      problems.push({
        line: index + 1, column: broken[1].length + broken[2].length + 3, field: `spec.${broken[2]}`, value: broken[3],
        rule: 'positive', text: `${broken[2]} (${broken[3]}) must be a positive number; give how many it needs`,
      });
    }
  });
  const names = [...documents.matchAll(/^\s*name:\s*(\S+)/gm)].map((found) => found[1]);
  if (names.length === 0) {
    problems.push({ line: 1, column: 1, field: 'metadata.name', value: null, rule: 'required', text: 'metadata.name is missing; give the work a name' });
  }
  const works = names.map((work) => ({
    work,
    fits: world.fleet.pools.map((pool, p) =>
      p % 4 === 3
        ? { pool: pool.id, chip: pool.chip, shape: null, rate: null, unit: null, low80: null, high80: null, costPerHour: null, watts: null, reasons: [{ code: 'memory', text: `weights of 342 GB do not fit 8 devices of ${pool.chip}` }] }
        : { pool: pool.id, chip: pool.chip, shape: { tp: 8, pp: 1, dp: 1, precision: 'bf16' }, devices: 8, rate: 900 * pool.price, unit: 'tokens/s', low80: 700 * pool.price, high80: 1150 * pool.price, costPerHour: 41.5 * pool.price, watts: 5200, reasons: [] },
    ),
    plan: { pool: 'h20-ulanqab', devices: 8, startsAt: null },
    waits: [],
  }));
  return { works: problems.length > 0 ? [] : works, problems };
}

export function whatIf(world, documents) {
  const names = [...documents.matchAll(/^\s*name:\s*(\S+)/gm)].map((found) => found[1]);
  const running = world.items.filter((item) => item.state === 'running').slice(0, 2);
  return {
    changes: [
      ...names.map((work) => ({ work, before: null, after: { state: 'running', startsAt: world.now() + 90_000, endsAt: world.now() + 2 * HOUR, pools: ['h20-ulanqab'], devices: 7.8, waitedMs: 90_000 } })),
      ...running.map((item) => ({ work: item.name, before: { state: 'running', startsAt: world.now() - HOUR, endsAt: null, pools: [item.pool], devices: item.devices, waitedMs: 0 }, after: { state: 'waiting', startsAt: null, endsAt: null, pools: [], devices: 0, waitedMs: 3 * HOUR } })),
    ],
    prices: world.fleet.pools.map((pool, p) => ({ pool: pool.id, before: pool.price, after: p === 2 ? pool.price + 0.06 : pool.price })),
    waits: running.map((item) => ({ work: item.name, reasons: [{ code: 'outbid', text: 'needs 8 h20-ulanqab; worth 0.31 per device-hour there against a price of 1.33' }] })),
    fromMs: world.now(), untilMs: world.now() + 24 * HOUR, works: 62, ms: 412,
  };
}

const band = (value, wide) => ({ p10: value - wide, p50: value, p90: value + wide });

export function runway(months) {
  const dates = Array.from({ length: months + 1 }, (_, m) => new Date(Date.UTC(2026, 10 + m, 22)).toISOString().slice(0, 10));
  const rows = (from, by, wide) => dates.map((_, m) => band(Math.max(0, from + by * m), wide * m));
  const end = { p10: dates[2], p50: dates[4], p90: null, share: 0.69 };
  const never = { p10: null, p50: null, p90: null, share: 0.02 };
  return {
    fleet: 'shrinking', date: dates[0], reference: 'nvidia-h800-sxm', currency: 'CNY', months, draws: 200, seed: 1, enough: 0.95, dates,
    ends: [
      { work: 'training', end, need: rows(347, 0, 0), gets: rows(347, -9, 3) },
      { work: 'core-serving', end: never, need: rows(210, 6, 3), gets: rows(210, 6, 3) },
      { work: 'serving', end: never, need: rows(240, 12, 6), gets: rows(240, 9, 5) },
      { work: 'batch', end: never, need: rows(40, 0, 0), gets: rows(40, -1, 0.4) },
    ],
    pools: [['h800', 'nvidia-h800-sxm', 512, -6], ['910c', 'huawei-ascend-910c', 1536, 64], ['h20', 'nvidia-h20-96gb', 1024, -4]].map(([pool, chip, size, by]) => ({
      pool, chip, vendor: 'one', site: 'ulanqab', devices: size, supply: rows(size, by, 4),
      needs: { training: rows(size * 0.3, 4, 3), serving: rows(size * 0.5, 8, 6), batch: rows(0, 0, 0) }, takes: {},
    })),
    options: ['port-serving', 'quantise', 'lease-abroad'].map((option, o) => ({
      option, text: 'the code of 3 services runs on every stack at once', end: never, monthsGained: { p10: 0, p50: 3, p90: 5 },
      meanMonths: 2.5 - o / 2, stillFits: 1 - o / 10, money: o * 2_400_000, monthsPerMillion: null, served: 0.999, servedAsIs: 0.979,
    })),
    arrivals: [],
    vendors: [{ vendor: 'Nvidia', devices: 0.41, servedLostWithoutGrowth: 0.02, servedLostWithout: 0.31, trainedLostWithout: 0.64 }],
    closings: [],
  };
}

export function vouchers() {
  return {
    date: '2026-11-22', withinDays: 90, balances: [],
    vouchers: [
      { voucher: 'harbour-south', company: 'south', programme: 'harbour-token-vouchers', contract: 'south-tokens', unit: 'tokens', state: 'reserved', days: {}, granted: 2e11, reserved: 2e11, consumed: 0, settled: 0, claimed: 0, paid: 0, open: 2e11, lost: 0, until: '2026-12-31', lines: 0 },
      { voucher: 'hz-north', company: 'north', programme: 'hangzhou-compute-vouchers', contract: 'north-gpu', unit: 'CNY', state: 'consumed', days: {}, granted: 900000, reserved: 765423.36, consumed: 134576.64, settled: 0, claimed: 0, paid: 58091.52, open: 765423.36, lost: 0, until: '2027-06-30', lines: 14 },
    ],
    expiring: [{ voucher: 'harbour-south', company: 'south', programme: 'harbour-token-vouchers', contract: 'south-tokens', unit: 'tokens', amount: 1.37e11, on: '2026-12-31', days: 39, loss: 'unused', soon: true }],
    claims: [{ voucher: 'harbour-south', company: 'south', programme: 'harbour-token-vouchers', contract: 'south-tokens', unit: 'tokens', ready: false, amount: 6.3e10, lines: ['t-04'], waiting: [], missing: ['usage-log'], obstacles: [{ code: 'no-evidence', text: 'the usage-log is missing' }], openUntil: '2026-12-31' }],
    refusals: [{ voucher: 'qy-south', step: 'applied', on: '2026-04-01', reasons: [{ code: 'stacking', text: "'harbour-south' is for 'south-tokens' already" }] }],
    books: { entries: 29, balanced: true },
  };
}
