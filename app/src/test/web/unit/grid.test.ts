import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Grid } from 'web/fleet/grid';

const SIZES = [1, 2, 3, 4, 7, 8, 16, 48, 384];

for (const size of SIZES) {
  for (const width of [90, 336, 1000]) {
    const sizes = [...new Array<number>(23).fill(size), Math.max(1, size - 1)];
    const grid = new Grid(sizes, width, 8);

    test(`every cell of nodes of ${size} in ${width} px is found where it is drawn`, () => {
      sizes.forEach((devices, node) => {
        for (let device = 0; device < devices; device++) {
          const x = grid.x(node, device);
          const y = grid.y(node, device);
          assert.deepEqual(grid.at(x + 1, y + 1), { node, device });
          assert.ok(x + grid.cell <= Math.max(width, 8) && y + grid.cell <= grid.height, `${x} ${y}`);
        }
      });
    });

    test(`arrows reach every cell of nodes of ${size} in ${width} px`, () => {
      const key = (cell: { node: number; device: number }) => `${cell.node} ${cell.device}`;
      const seen = new Set(['0 0']);
      const next = [{ node: 0, device: 0 }];
      for (let cell = next.pop(); cell !== undefined; cell = next.pop()) {
        for (const [right, down] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
          const to = grid.move(cell.node, cell.device, right, down);
          if (!seen.has(key(to))) {
            seen.add(key(to));
            next.push(to);
          }
        }
      }
      assert.equal(seen.size, sizes.reduce((a, b) => a + b, 0));
    });
  }
}

test('gaps between nodes belong to nobody', () => {
  const grid = new Grid([8, 8, 8], 1000, 8);
  assert.equal(grid.at(4 * 8 + 1, 1), null);
  assert.equal(grid.at(-1, 1), null);
  assert.equal(grid.at(1, 10_000), null);
});

test('a window shows the nodes that stand in it', () => {
  const grid = new Grid(new Array<number>(1000).fill(8), 336, 8);
  const [first, last] = grid.between(500, 900);
  for (let node = 0; node < 1000; node++) {
    const y = grid.y(node, 0);
    if (y < 900 && y + grid.lineHeight > 500) {
      assert.ok(node >= first && node < last, String(node));
    }
  }
  assert.ok(last - first < 300);
});
