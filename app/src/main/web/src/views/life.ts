import { figure, known, span } from '../shown/figures';
import type { Band, Maybe, Reason, RunDetail, WorkDetail } from '../api/types';

/// Runs of equal shape on one pool, told as one: services have dozens.
export interface Group {
  key: string;
  pool: string;
  chip: string;
  shape: unknown;
  runs: RunDetail[];
  devices: number;
  watts: number | null;
  cost: number | null;
  terms: Record<string, number> | null;
}

export function groups(runs: RunDetail[]): Group[] {
  const found = new Map<string, Group>();
  for (const run of runs) {
    const key = `${run.pool} ${JSON.stringify(run.shape)}`;
    const group = found.get(key) ?? {
      key,
      pool: run.pool,
      chip: run.chip,
      shape: run.shape,
      runs: [],
      devices: 0,
      watts: null,
      cost: null,
      terms: run.terms ?? null,
    };
    group.runs.push(run);
    group.devices += run.devices;
    found.set(key, group);
  }
  for (const group of found.values()) {
    group.watts = sum(group.runs, (run) => run.watts);
    group.cost = sum(group.runs, (run) => run.costPerHour);
  }
  return [...found.values()];
}

/// Low and high end of a band, however it is written.
export function ends(band: Maybe<Band | number[]>): [number, number] | null {
  if (!band) {
    return null;
  }
  const [low, high] = Array.isArray(band)
    ? [band[0], band[1]]
    : [band.low ?? band.low80, band.high ?? band.high80];
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : null;
}

/// Where a run sits, in a few words.
export function seats(value: unknown): string {
  const words = Array.isArray(value) ? value.map(seat) : value ? [seat(value)] : [];
  return words.length > 4 ? `${words.slice(0, 4).join(', ')} and ${words.length - 4} more` : words.join(', ');
}

function seat(value: unknown): string {
  if (value === null || typeof value !== 'object') {
    return String(value);
  }
  const parts = value as Record<string, unknown>;
  const node = String(parts.node ?? parts.id ?? '');
  const devices = parts.devices ?? parts.device;
  const which = Array.isArray(devices) ? devices.join(' ') : devices === undefined ? '' : String(devices);
  return which === '' ? node : `${node} [${which}]`;
}

export function sum(runs: RunDetail[], of: (run: RunDetail) => Maybe<number>): number | null {
  const values = runs.map(of).filter((value) => typeof value === 'number');
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0);
}

export function isService(work: Pick<WorkDetail, 'kind'>): boolean {
  return work.kind?.toLowerCase().includes('serv') ?? false;
}

/// What a rate is of that makes so much of a unit done per second.
export function rateUnit(unit: Maybe<string>): string {
  const units: Record<string, string> = { tokens: 'tokens/s', seconds: '×', x: '×' };
  return units[unit ?? ''] ?? unit ?? '';
}

/// An amount of a work in its unit; seconds as people say them.
export function amount(value: Maybe<number>, unit: Maybe<string>): string {
  return unit === 'seconds' ? span(known(value) ? value * 1000 : null) : figure(value);
}

/// Seconds until the rest is done at the present rate; null where nobody knows.
export function secondsLeft(work: WorkDetail): number | null {
  const { done, total, rate } = work;
  const goes = work.state === 'running' && !isService(work);
  return goes && known(done) && known(total) && known(rate) && rate > 0 ? (total - done) / rate : null;
}

/// The reason that says most in one line: where a work would run but does not, rather than where it
/// cannot.
export function foremost(reasons: Reason[]): Reason {
  const near = reasons.find((reason) => !reason.text.startsWith('not on '));
  return near ?? reasons[0] ?? { code: '', text: '' };
}

export function over(work: Pick<WorkDetail, 'state'>): boolean {
  return work.state === 'done' || work.state === 'failed' || work.state === 'cancelled';
}
