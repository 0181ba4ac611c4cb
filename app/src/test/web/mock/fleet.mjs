// A fleet and its work by seed, in the shapes of the server's API. Only tests use it.

/** Seeded draws (mulberry32). */
export function draws(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    below: (n) => Math.floor(next() * n),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

const POOLS = [
  ['h800-ulanqab', 'nvidia-h800-sxm', 'ulanqab', 8, 0.07, 3.09],
  ['a800-langfang', 'nvidia-a800-80gb-sxm', 'langfang', 8, 0.1, 1.54],
  ['h20-ulanqab', 'nvidia-h20-96gb', 'ulanqab', 8, 0.13, 1.27],
  ['910b3-guian', 'huawei-ascend-910b3', 'guian', 8, 0.19, 1.19],
  ['910c-guian', 'huawei-ascend-910c', 'guian', 16, 0.19, 1.37],
  ['mlu590-langfang', 'cambricon-mlu590', 'langfang', 8, 0.07, 1.19],
  ['p800-ulanqab', 'kunlunxin-p800', 'ulanqab', 8, 0.1, 0.89],
  ['c550-guian', 'metax-c550', 'guian', 8, 0.05, 0.88],
  ['ppu-ulanqab', 'thead-zhenwu-810e', 'ulanqab', 16, 0.08, 0.34],
  ['h100-johor', 'nvidia-h100-sxm', 'johor', 8, 0.02, 1.75],
];
const TENANTS = [
  'assistant', 'feed', 'foundation-models', 'harbour-motors', 'lake-hospitals', 'lantern-games', 'maps', 'office',
  'research', 'search', 'speech', 'trade', 'video',
];
const TASKS = ['pretrain', 'align', 'distil', 'rank', 'embed', 'chat', 'code', 'transcribe', 'fold', 'render', 'sort', 'tune'];
const KINDS = ['TrainingJob', 'InferenceService', 'BatchJob'];
export const UNITS = { TrainingJob: 'tokens', InferenceService: 'requests/s', BatchJob: 'seconds' };

export function makeFleet(devices, works, seed, nowMs) {
  const dice = draws(seed);
  const pools = [];
  const nodes = [];
  for (const [id, chip, site, perNode, share, price] of POOLS) {
    const count = Math.max(1, Math.round((devices * share) / perNode));
    const simulated = site !== 'johor';
    pools.push({ id, chip, site, simulated, devices: count * perNode, used: 0, down: 0, price, predicted: price });
    for (let n = 0; n < count; n++) {
      const id2 = `${id}-${String(n + 1).padStart(4, '0')}`;
      nodes.push({ id: id2, pool: id, state: 'up', devices: new Array(perNode).fill(-1) });
    }
  }
  const items = makeWorks(works, dice, nowMs);
  const runs = seat(pools, nodes, items, dice);
  for (const node of nodes) {
    const chance = dice.next();
    node.state = chance < 0.004 ? 'lost' : chance < 0.012 ? 'cordoned' : chance < 0.016 ? 'leaving' : 'up';
    node.devices = node.devices.map((run) => (node.state === 'lost' || dice.next() < 0.002 ? -2 : run));
  }
  const fleet = { nowMs, pools, runs, nodes };
  count(fleet, items);
  return { fleet, items, tenants: TENANTS };
}

/** What of each pool and work is used follows from the nodes. */
export function count(fleet, items) {
  const byPool = new Map(fleet.pools.map((pool) => [pool.id, pool]));
  const byName = new Map(items.map((item) => [item.name, item]));
  for (const pool of fleet.pools) {
    pool.used = 0;
    pool.down = 0;
    pool.devices = 0;
  }
  items.forEach((item) => (item.devices = 0));
  for (const node of fleet.nodes) {
    const pool = byPool.get(node.pool);
    for (const run of node.devices) {
      pool.devices += 1;
      pool.used += run >= 0 ? 1 : 0;
      pool.down += run === -2 ? 1 : 0;
      if (run >= 0) {
        byName.get(fleet.runs[run].work).devices += 1;
      }
    }
  }
}

function makeWorks(count, dice, nowMs) {
  const items = [];
  for (let w = 0; w < count; w++) {
    const kind = dice.pick(KINDS);
    const tenant = dice.pick(TENANTS);
    const total = kind === 'TrainingJob' ? 1e9 * (1 + dice.below(4000)) : kind === 'BatchJob' ? 3600 * (1 + dice.below(40)) : 10 + dice.below(400);
    const chance = dice.next();
    const state = chance < 0.35 ? 'waiting' : chance < 0.8 ? 'done' : chance < 0.93 ? 'failed' : 'cancelled';
    items.push({
      name: `${dice.pick(TASKS)}-${tenant}-${String(w).padStart(5, '0')}`,
      kind, tenant,
      priority: dice.pick(['core', 'standard', 'standard', 'spare']),
      state,
      submittedMs: Math.round(nowMs - dice.next() * 6 * 86_400_000),
      done: kind === 'InferenceService' ? 0 : state === 'done' ? total : Math.round(total * dice.next()),
      total, unit: UNITS[kind],
      replicas: kind === 'InferenceService' ? 0 : null,
      wanted: kind === 'InferenceService' ? 1 + dice.below(24) : null,
      pool: null, chip: null, devices: 0, rate: null, price: null,
      reasons: state === 'waiting' ? why(dice) : state === 'failed' ? [{ code: 'exit-code', text: 'it exited with 1 four times; the last lines of stderr say why' }] : [],
    });
  }
  return items;
}

export function why(dice) {
  const reasons = [
    { code: 'outbid', text: 'h800-ulanqab is at 3.09 per device and this work gains 2.20 there' },
    { code: 'outbid', text: 'a800-langfang is at 1.54 per device and this work gains 1.12 there; it would run there at 0.6 of the speed' },
    { code: 'memory', text: 'weights of 342 GB do not fit 8 devices of 64 GB on mlu590-langfang' },
    { code: 'stack', text: 'its code runs on CUDA only, and ports to CANN are expected on 2027-02-01' },
    { code: 'budget', text: 'the budget of its tenant is spent until the first of the month' },
  ];
  const from = dice.below(reasons.length);
  return reasons.slice(from).concat(reasons.slice(0, from)).slice(0, 1 + dice.below(4));
}

/** Seats works on free devices, node after node, until 94 % of each pool are taken. */
function seat(pools, nodes, items, dice) {
  const runs = [];
  const waiting = items.filter((item) => item.state === 'waiting');
  let next = 0;
  for (const pool of pools) {
    const free = nodes.filter((node) => node.pool === pool.id).flatMap((node) => node.devices.map((_, d) => [node, d]));
    let place = 0;
    while (place < free.length * 0.94 && next < waiting.length) {
      const item = waiting[next++];
      const gangs = item.kind === 'InferenceService' ? 1 + dice.below(Math.min(6, item.wanted)) : 1;
      const size = item.kind === 'InferenceService' ? dice.pick([1, 2, 4, 8]) : dice.pick([1, 4, 8, 8, 16, 32, 64]);
      item.state = dice.next() < 0.04 ? 'starting' : dice.next() < 0.03 ? 'stopping' : 'running';
      Object.assign(item, { pool: pool.id, chip: pool.chip, price: pool.price, reasons: [] });
      item.replicas = item.kind === 'InferenceService' ? gangs : null;
      item.rate = item.kind === 'TrainingJob' ? 1e4 + dice.below(90_000) : item.kind === 'BatchJob' ? 0.6 + 0.5 * dice.next() : item.total * (0.6 + 0.4 * dice.next());
      item.done = item.kind === 'InferenceService' ? item.rate : item.done;
      for (let g = 0; g < gangs; g++) {
        const phase = item.state === 'stopping' ? 'checkpointing' : item.state;
        const run = { id: `${item.name}.${g + 1}`, work: item.name, tenant: item.tenant, pool: pool.id, phase, priority: item.priority };
        for (let d = 0; d < size && place < free.length; d++) {
          const [node, device] = free[place++];
          node.devices[device] = runs.length;
        }
        runs.push(run);
      }
    }
  }
  return runs;
}
