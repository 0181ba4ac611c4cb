import type { Field } from './model';
import type { Grid } from './grid';
import type { Looks, Mark } from './ink';

/// Part of a field that a canvas shows, in CSS pixels.
export interface Window {
  from: number;
  to: number;
  width: number;
}

export interface Brush {
  inks: Map<string, string>;
  looks: Looks;
}

/// Room around the cells, for rings at the edge.
export const EDGE = 4;

const MARKS: Mark[] = ['dot', 'bar', 'cross', 'strike', 'slash', 'corner'];

/// Sizes a canvas to the window, in the pixels of the screen, and clears it.
export function open(canvas: HTMLCanvasElement, window: Window): CanvasRenderingContext2D | null {
  const dense = Math.min(3, devicePixelRatio || 1);
  const width = Math.max(1, Math.round((window.width + 2 * EDGE) * dense));
  const height = Math.max(1, Math.round((window.to - window.from + 2 * EDGE) * dense));
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const pen = canvas.getContext('2d');
  if (pen !== null) {
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.setTransform(dense, 0, 0, dense, EDGE * dense, (EDGE - window.from) * dense);
  }
  return pen;
}

/// Draws the cells of a field. Cells of one colour go together: changing colours costs most.
export function paint(
  canvas: HTMLCanvasElement,
  field: Field,
  grid: Grid,
  window: Window,
  brush: Brush,
): void {
  const pen = open(canvas, window);
  if (pen === null) {
    return;
  }
  const byColour = new Map<string, number[]>();
  const byMark = new Map<Mark, number[]>();
  const [first, last] = grid.between(window.from, window.to);
  for (let n = first; n < last; n++) {
    const node = field.nodes[n];
    const devices = node?.devices ?? [];
    for (let d = 0; d < devices.length; d++) {
      const look = brush.looks.of(devices[d] ?? -1, node?.state ?? 'up');
      const x = grid.x(n, d);
      const y = grid.y(n, d);
      push(byColour, look.colour, x, y);
      if (look.mark !== 'none') {
        push(byMark, look.mark, x, y);
      }
    }
  }
  const size = grid.cell;
  for (const [colour, places] of byColour) {
    pen.fillStyle = brush.inks.get(colour) ?? '#888';
    for (let i = 0; i < places.length; i += 2) {
      pen.fillRect(places[i] ?? 0, places[i + 1] ?? 0, size, size);
    }
  }
  for (const mark of MARKS) {
    draw(pen, mark, byMark.get(mark) ?? [], size, brush.inks);
  }
}

function push<K>(map: Map<K, number[]>, key: K, x: number, y: number): void {
  const places = map.get(key);
  if (places === undefined) {
    map.set(key, [x, y]);
  } else {
    places.push(x, y);
  }
}

function draw(
  pen: CanvasRenderingContext2D,
  mark: Mark,
  places: number[],
  size: number,
  inks: Map<string, string>,
): void {
  if (places.length === 0 || size < 3) {
    return;
  }
  const near = size * 0.22;
  const far = size - near;
  pen.beginPath();
  for (let i = 0; i < places.length; i += 2) {
    const x = places[i] ?? 0;
    const y = places[i + 1] ?? 0;
    if (mark === 'dot') {
      pen.rect(x + size * 0.34, y + size * 0.34, size * 0.32, size * 0.32);
    } else if (mark === 'bar') {
      pen.rect(x, y + size * 0.38, size, size * 0.24);
    } else if (mark === 'corner') {
      pen.moveTo(x, y);
      pen.lineTo(x + size * 0.6, y);
      pen.lineTo(x, y + size * 0.6);
    } else {
      pen.moveTo(x + near, y + far);
      pen.lineTo(x + far, y + near);
      if (mark !== 'slash') {
        pen.moveTo(x + near, y + near);
        pen.lineTo(x + far, y + far);
      }
    }
  }
  const ink = inks.get(mark === 'cross' ? 'soft' : 'paper') ?? '#888';
  if (mark === 'cross' || mark === 'strike' || mark === 'slash') {
    pen.strokeStyle = mark === 'slash' ? (inks.get('ink') ?? ink) : ink;
    pen.lineWidth = Math.max(1, size / 7);
    pen.stroke();
  } else {
    pen.fillStyle = ink;
    pen.fill();
  }
}

/// Rings the devices of some runs, and the one device that the reader points at.
export function ring(
  canvas: HTMLCanvasElement,
  field: Field,
  grid: Grid,
  window: Window,
  runs: Set<number>,
  spot: { node: number; device: number } | null,
  inks: Map<string, string>,
): void {
  const pen = open(canvas, window);
  if (pen === null) {
    return;
  }
  const wide = grid.pitch >= 12 ? 2 : 1.25;
  if (runs.size > 0) {
    pen.strokeStyle = inks.get('ink') ?? '#000';
    pen.lineWidth = wide;
    pen.beginPath();
    const [first, last] = grid.between(window.from, window.to);
    for (let n = first; n < last; n++) {
      const devices = field.nodes[n]?.devices ?? [];
      for (let d = 0; d < devices.length; d++) {
        if (runs.has(devices[d] ?? -1)) {
          const size = grid.cell - wide;
          pen.rect(grid.x(n, d) + wide / 2, grid.y(n, d) + wide / 2, size, size);
        }
      }
    }
    pen.stroke();
  }
  if (spot !== null) {
    const x = grid.x(spot.node, spot.device);
    const y = grid.y(spot.node, spot.device);
    pen.lineWidth = 2;
    pen.strokeStyle = inks.get('paper') ?? '#fff';
    pen.strokeRect(x - 1, y - 1, grid.cell + 2, grid.cell + 2);
    pen.strokeStyle = inks.get('ink') ?? '#000';
    pen.strokeRect(x - 2.5, y - 2.5, grid.cell + 5, grid.cell + 5);
  }
}
