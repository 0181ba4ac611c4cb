import type { Band, End, Fan } from './FanChart.svelte';

// The answer of `medley runway --json` (docs/runway.md), as far as the page shows it.

export interface Runway {
  fleet: string;
  date: string;
  reference: string;
  currency: string;
  months: number;
  draws: number;
  seed: number;
  enough: number;
  dates: string[];
  ends: { work: string; end: End; need: Band[]; gets: Band[] }[];
  pools: {
    pool: string;
    chip: string;
    vendor: string;
    site: string;
    devices: number;
    supply: Band[];
    needs: Record<string, Band[]>;
  }[];
  options: {
    option: string;
    text: string;
    end: End;
    monthsGained: Band;
    meanMonths: number;
    stillFits: number;
    money: number;
    monthsPerMillion: number | null;
    served: number;
    servedAsIs: number;
  }[];
  vendors: {
    vendor: string;
    devices: number;
    servedLostWithout: number;
    servedLostWithoutGrowth: number;
    trainedLostWithout: number;
  }[];
  closings: { date?: string; pool?: string; works?: number; text?: string }[];
}

const COLOURS: Record<string, string> = {
  training: 'train',
  serving: 'serve',
  'core-serving': 'serve',
  batch: 'batch',
};

export function colourOf(kind: string): string {
  return COLOURS[kind] ?? (kind.includes('serv') ? 'serve' : 'ink');
}

/// What a pool has, and which kinds of work want it.
export function fansOf(pool: Runway['pools'][number]): Fan[] {
  const wanted = Object.entries(pool.needs)
    .filter(([, bands]) => bands.some((band) => (band.p90 ?? 0) >= 0.5))
    .map(([kind, bands]) => ({ name: kind, colour: colourOf(kind), need: true, bands }));
  return [{ name: 'works', colour: 'ink', need: false, bands: pool.supply }, ...wanted];
}

/// The first work that no longer fits, in a sentence.
export function sentence(runway: Runway): string {
  for (const one of runway.ends) {
    if (one.end.p50) {
      const later = one.end.p90 ?? 'later';
      return `${capital(one.work)} no longer fits from ${one.end.p50} on (${one.end.p10 ?? 'later'} to ${later} in eight courses of ten).`;
    }
  }
  return 'Everything fits until the last day in at least half of the courses.';
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
