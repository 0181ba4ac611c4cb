import type { Maybe } from '../api/types';

// Numbers as people read them. What is unknown is a dash, never a zero.

export const DASH = '–';

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function whole(value: Maybe<number>): string {
  return known(value) ? WHOLE.format(value) : DASH;
}

/// Three digits that count, or all digits before the point.
export function figure(value: Maybe<number>): string {
  if (!known(value)) {
    return DASH;
  }
  const size = Math.abs(value);
  if (size === 0) {
    return '0';
  }
  if (size >= 1e6) {
    const [unit, by] = size >= 1e12 ? ['T', 1e12] : size >= 1e9 ? ['G', 1e9] : ['M', 1e6];
    return `${digits(value / by, 3)} ${unit}`;
  }
  return size >= 100 ? WHOLE.format(value) : digits(value, 3);
}

function digits(value: number, count: number): string {
  if (Math.abs(value) < 1e-3) {
    return value.toExponential(1);
  }
  const shown = Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(count);
  return shown.includes('.') ? shown.replace(/\.?0+$/, '') : shown;
}

export function decimal(value: Maybe<number>, places: number): string {
  return known(value) ? value.toFixed(places) : DASH;
}

export function percent(share: Maybe<number>): string {
  if (!known(share)) {
    return DASH;
  }
  const value = share * 100;
  const size = Math.abs(value);
  const places = size === 0 || size >= 9.95 ? 0 : size >= 0.995 ? 1 : 2;
  return `${value.toFixed(places)} %`;
}

/// A rate with its unit; several units need no word between.
export function rate(value: Maybe<number>, unit: Maybe<string>): string {
  if (!known(value)) {
    return DASH;
  }
  return unit === 'x' || unit === '×' ? `${figure(value)} ×` : `${figure(value)} ${unit ?? ''}`.trim();
}

export function money(value: Maybe<number>, currency: Maybe<string>): string {
  return known(value) ? `${figure(value)} ${currency ?? ''}`.trim() : DASH;
}

export function watts(value: Maybe<number>): string {
  if (!known(value)) {
    return DASH;
  }
  return value >= 1e6
    ? `${figure(value / 1e6)} MW`
    : value >= 1e4
      ? `${figure(value / 1e3)} kW`
      : `${figure(value)} W`;
}

/// A price: what one more device would add, in devices of the reference chip.
export function price(value: Maybe<number>): string {
  return known(value) ? (value >= 100 ? value.toFixed(0) : value.toFixed(2)) : DASH;
}

const PARTS: [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];

/// How long, in its two largest units.
export function span(ms: Maybe<number>): string {
  if (!known(ms)) {
    return DASH;
  }
  const size = Math.abs(ms);
  for (const [index, [unit, length]] of PARTS.entries()) {
    if (size >= length) {
      const next = PARTS[index + 1];
      const more = next === undefined ? 0 : Math.floor((size % length) / next[1]);
      const head = `${Math.floor(size / length)} ${unit}`;
      return next === undefined || more === 0 ? head : `${head} ${more} ${next[0]}`;
    }
  }
  return size === 0 ? '0 s' : `${Math.round(size)} ms`;
}

export function ago(atMs: Maybe<number>, nowMs: number): string {
  if (!known(atMs)) {
    return DASH;
  }
  const passed = nowMs - atMs;
  if (Math.abs(passed) < 1000) {
    return 'now';
  }
  return passed > 0 ? `${span(passed)} ago` : `in ${span(-passed)}`;
}

export function day(atMs: Maybe<number>): string {
  return known(atMs) ? moment(atMs).slice(0, 10) : DASH;
}

/// Date and time of day where the reader is.
export function time(atMs: Maybe<number>): string {
  return known(atMs) ? moment(atMs).slice(0, 16) : DASH;
}

export function clock(atMs: Maybe<number>): string {
  return known(atMs) ? moment(atMs).slice(11, 19) : DASH;
}

function moment(atMs: number): string {
  const at = new Date(atMs);
  const two = (part: number) => String(part).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

export function count(value: number, word: string): string {
  return `${whole(value)} ${word}${value === 1 ? '' : word.endsWith('s') ? 'es' : 's'}`;
}

export function known(value: Maybe<number>): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/// A shape in a few words: `tp8 pp2 dp4, bf16`.
export function shape(value: unknown): string {
  if (value === null || value === undefined) {
    return DASH;
  }
  if (typeof value !== 'object') {
    return String(value);
  }
  const parts = value as Record<string, unknown>;
  const ways = ['tp', 'pp', 'dp', 'ep', 'cp']
    .filter((way) => typeof parts[way] === 'number' && (parts[way] as number) > 1)
    .map((way) => `${way}${parts[way] as number}`);
  const words = [ways.join(' ')];
  for (const word of ['precision', 'stack', 'engine']) {
    if (typeof parts[word] === 'string' && parts[word] !== '') {
      words.push(parts[word]);
    }
  }
  const text = words.filter((word) => word !== '').join(', ');
  return text === '' ? (typeof parts.devices === 'number' ? 'one part' : DASH) : text;
}
