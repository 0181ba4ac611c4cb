/// Lays the devices of a pool out as cells: the devices of a node stand together, nodes flow in
/// rows. All sizes in CSS pixels.
export class Grid {
  readonly columns: number;
  readonly rows: number;
  readonly across: number;
  readonly height: number;
  readonly gap: number;
  readonly cell: number;

  /// @param sizes devices of each node, in the order of the nodes
  constructor(
    private readonly sizes: readonly number[],
    width: number,
    readonly pitch: number,
  ) {
    const most = sizes.reduce((a, b) => Math.max(a, b), 1);
    const fitting = Math.max(1, Math.floor(width / pitch));
    this.columns = Math.min(fitting, columnsOf(most));
    this.rows = Math.ceil(most / this.columns);
    this.gap = most === 1 ? 0 : Math.max(2, Math.round(pitch / 3));
    this.cell = pitch - (pitch >= 6 ? 1 : 0.5);
    this.across = Math.max(
      1,
      Math.floor((width + this.gap) / (this.columns * pitch + this.gap)),
    );
    const lines = Math.ceil(sizes.length / this.across);
    this.height = Math.max(0, lines * this.lineHeight - this.gap);
  }

  get lineHeight(): number {
    return this.rows * this.pitch + this.gap;
  }

  get blockWidth(): number {
    return this.columns * this.pitch + this.gap;
  }

  x(node: number, device: number): number {
    return (node % this.across) * this.blockWidth + (device % this.columns) * this.pitch;
  }

  y(node: number, device: number): number {
    const line = Math.floor(node / this.across);
    return line * this.lineHeight + Math.floor(device / this.columns) * this.pitch;
  }

  /// The cell at a point, or null in a gap.
  at(x: number, y: number): { node: number; device: number } | null {
    const column = Math.floor((x % this.blockWidth) / this.pitch);
    const row = Math.floor((y % this.lineHeight) / this.pitch);
    const block = Math.floor(x / this.blockWidth);
    if (x < 0 || y < 0 || column >= this.columns || row >= this.rows || block >= this.across) {
      return null;
    }
    return this.cellOf(Math.floor(y / this.lineHeight), row, block, column);
  }

  /// Nodes that may show between two heights.
  between(from: number, to: number): [number, number] {
    const first = Math.max(0, Math.floor(from / this.lineHeight)) * this.across;
    const last = (Math.floor(to / this.lineHeight) + 1) * this.across;
    return [Math.min(first, this.sizes.length), Math.min(last, this.sizes.length)];
  }

  /// The nearest cell so many columns right and rows down of another; itself where there is none.
  move(node: number, device: number, right: number, down: number): { node: number; device: number } {
    const row = Math.floor(node / this.across) * this.rows + Math.floor(device / this.columns) + down;
    const column = (node % this.across) * this.columns + (device % this.columns) + right;
    const line = Math.floor(row / this.rows);
    const block = Math.floor(column / this.columns);
    const found =
      row < 0 || column < 0 || block >= this.across
        ? null
        : this.cellOf(line, row % this.rows, block, column % this.columns);
    return found ?? { node, device };
  }

  /// Place of a cell in the whole grid, from 1, as readers of the screen count.
  seat(node: number, device: number): { row: number; column: number } {
    return {
      row: Math.floor(node / this.across) * this.rows + Math.floor(device / this.columns) + 1,
      column: (node % this.across) * this.columns + (device % this.columns) + 1,
    };
  }

  get rowCount(): number {
    return Math.ceil(this.sizes.length / this.across) * this.rows;
  }

  get columnCount(): number {
    return this.across * this.columns;
  }

  private cellOf(
    line: number,
    row: number,
    block: number,
    column: number,
  ): { node: number; device: number } | null {
    const node = line * this.across + block;
    const device = row * this.columns + column;
    return device < (this.sizes[node] ?? 0) ? { node, device } : null;
  }
}

/// Side by side in a node: whole rows, about twice as wide as high.
function columnsOf(devices: number): number {
  if (devices <= 4) {
    return devices;
  }
  let best = Math.ceil(Math.sqrt(2 * devices));
  let nearest = Infinity;
  for (let columns = 2; columns < devices; columns++) {
    const far = Math.abs(Math.log((columns * columns) / devices / 2));
    if (devices % columns === 0 && far < nearest && far < 0.8) {
      best = columns;
      nearest = far;
    }
  }
  return best;
}
