import type { Fleet, FleetNode, FleetPool, FleetRun } from '../api/types';

export const FREE = -1;
export const DOWN = -2;

export const MODES = ['tenant', 'work', 'use', 'health'] as const;
export type Mode = (typeof MODES)[number];

/// One pool with its nodes in order.
export interface Field {
  pool: FleetPool;
  nodes: FleetNode[];
  sizes: number[];
}

/// A device that the reader points at.
export interface Spot {
  pool: string;
  node: number;
  device: number;
}

export interface Counts {
  devices: number;
  used: number;
  down: number;
  nodesAside: number;
}

/// The fleet as one answer of the server says it.
export class FleetModel {
  readonly fields: Field[];
  readonly counts: Counts;
  /// Devices of each run.
  readonly sizes: Int32Array;

  constructor(readonly fleet: Fleet) {
    const byPool = new Map<string, FleetNode[]>(fleet.pools.map((pool) => [pool.id, []]));
    for (const node of fleet.nodes) {
      byPool.get(node.pool)?.push(node);
    }
    this.fields = fleet.pools.map((pool) => {
      const nodes = byPool.get(pool.id) ?? [];
      nodes.sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
      return { pool, nodes, sizes: nodes.map((node) => node.devices.length) };
    });
    this.sizes = new Int32Array(fleet.runs.length);
    this.counts = { devices: 0, used: 0, down: 0, nodesAside: 0 };
    for (const node of fleet.nodes) {
      this.add(node);
    }
  }

  private add(node: FleetNode): void {
    this.counts.devices += node.devices.length;
    this.counts.nodesAside += node.state === 'up' ? 0 : 1;
    for (const run of node.devices) {
      if (run >= 0) {
        this.counts.used += 1;
        this.sizes[run] = (this.sizes[run] ?? 0) + 1;
      } else if (run === DOWN) {
        this.counts.down += 1;
      }
    }
  }

  field(pool: string): Field | undefined {
    return this.fields.find((field) => field.pool.id === pool);
  }

  node(spot: Spot | null): FleetNode | undefined {
    return spot === null ? undefined : this.field(spot.pool)?.nodes[spot.node];
  }

  /// Index of the run on a device; FREE or DOWN where there is none.
  runAt(spot: Spot | null): number {
    return spot === null ? FREE : (this.node(spot)?.devices[spot.device] ?? FREE);
  }

  run(index: number): FleetRun | undefined {
    return this.fleet.runs[index];
  }

  /// All runs of the work to which a run belongs; the run alone where its work is not ours to see.
  kin(index: number): Set<number> {
    const work = this.run(index)?.work;
    const kin = new Set<number>();
    if (index < 0) {
      return kin;
    }
    kin.add(index);
    if (work) {
      this.fleet.runs.forEach((run, other) => run.work === work && kin.add(other));
    }
    return kin;
  }

  /// What a device is doing, in a sentence for those who listen.
  say(spot: Spot): string {
    const node = this.node(spot);
    const index = this.runAt(spot);
    const where = `Device ${spot.device} of node ${node?.id ?? ''}`;
    const aside = node === undefined || node.state === 'up' ? '' : `, node ${node.state}`;
    if (index === DOWN) {
      return `${where}${aside}: down`;
    }
    const run = this.run(index);
    if (run === undefined) {
      return `${where}${aside}: free`;
    }
    const work = run.work ?? 'work of another tenant';
    const tenant = run.tenant ? `, tenant ${run.tenant}` : '';
    return `${where}${aside}: ${work}${tenant}, ${run.phase.toLowerCase()}`;
  }
}
