import type { Band, Maybe, RunDetail, WorkDetail } from '../api/types';

/// Runs of equal shape on one pool, told as one: services have dozens.
export interface Group {
  key: string;
  pool: string;
  chip: string;
  shape: unknown;
  runs: RunDetail[];
  devices: number;
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
      terms: run.terms ?? null,
    };
    group.runs.push(run);
    group.devices += run.devices;
    found.set(key, group);
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
  return work.kind.toLowerCase().includes('serv');
}

export function over(work: Pick<WorkDetail, 'state'>): boolean {
  return work.state === 'done' || work.state === 'failed' || work.state === 'cancelled';
}
