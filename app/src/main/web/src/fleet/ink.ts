import { tintOfWork, type Tint, type Tints } from '../shown/tints';
import { colours } from '../shown/theme.svelte';
import type { FleetRun, NodeState } from '../api/types';
import { DOWN, FREE, type FleetModel, type Mode } from './model';

/// What is drawn within a cell besides its colour.
export type Mark = 'none' | 'dot' | 'bar' | 'cross' | 'strike' | 'slash' | 'corner';

export interface Look {
  /// A custom property of tokens.css.
  colour: string;
  mark: Mark;
}

const MARKS: Mark[] = ['none', 'dot', 'bar'];

const NAMES = [
  ...Array.from({ length: 11 }, (_, index) => `t${index}`),
  't-other', 'idle', 'ink', 'soft', 'paper', 'bad', 'accent', 'serve', 'batch', 'train', 'field',
];

export const IDLE: Look = { colour: 'idle', mark: 'none' };
export const BROKEN: Look = { colour: 'idle', mark: 'cross' };
export const FOREIGN: Look = { colour: 't-other', mark: 'none' };

export const PHASES: Record<string, Look> = {
  starting: { colour: 't5', mark: 'corner' },
  running: { colour: 'train', mark: 'none' },
  checkpointing: { colour: 'batch', mark: 'slash' },
  stopping: { colour: 'batch', mark: 'dot' },
};

export const HEALTH: Record<NodeState, Look> = {
  up: { colour: 'serve', mark: 'none' },
  cordoned: { colour: 'batch', mark: 'slash' },
  draining: { colour: 't4', mark: 'slash' },
  drained: { colour: 't4', mark: 'corner' },
  leaving: { colour: 't4', mark: 'dot' },
  lost: { colour: 't7', mark: 'strike' },
};

export function lookOfTint(tint: Tint): Look {
  return { colour: `t${tint.colour}`, mark: MARKS[tint.mark] ?? 'none' };
}

/// Looks of all devices in a mode: one per run, and those of devices that nobody has.
export class Looks {
  private readonly runs: Look[];

  constructor(
    private readonly mode: Mode,
    model: FleetModel,
    tints: Tints,
  ) {
    const seen = new Map<string, Look>();
    this.runs = model.fleet.runs.map((run) => lookOfRun(mode, run, tints, seen));
  }

  of(run: number, node: NodeState): Look {
    if (this.mode === 'health') {
      return run === DOWN && node !== 'lost' ? BROKEN : HEALTH[node];
    }
    if (run === DOWN) {
      return BROKEN;
    }
    return run === FREE ? IDLE : (this.runs[run] ?? FOREIGN);
  }
}

function lookOfRun(mode: Mode, run: FleetRun, tints: Tints, seen: Map<string, Look>): Look {
  if (mode === 'use') {
    return PHASES[run.phase.toLowerCase()] ?? PHASES.running ?? IDLE;
  }
  const name = mode === 'tenant' ? run.tenant : run.work;
  if (!name) {
    return FOREIGN;
  }
  let look = seen.get(name);
  if (look === undefined) {
    look = lookOfTint(mode === 'tenant' ? tints.of(name) : tintOfWork(name));
    seen.set(name, look);
  }
  return look;
}

/// Colours as the theme has them now.
export function inks(): Map<string, string> {
  return colours(NAMES);
}
