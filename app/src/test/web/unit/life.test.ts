import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunDetail } from 'web/api/types';
import { ends, groups, seats } from 'web/views/life';

const run = (id: string, pool: string, tp: number): RunDetail => ({
  id, pool, chip: 'chip', shape: { tp }, devices: tp, seats: [], phase: 'running', placedMs: 0, startedMs: 0, rate: 1, predicted: 1, band: null, terms: null,
});

test('runs of one shape on one pool are told together', () => {
  const found = groups([run('a', 'p', 8), run('b', 'p', 8), run('c', 'p', 4), run('d', 'q', 8)]);
  assert.deepEqual(found.map((group) => [group.pool, group.runs.length, group.devices]), [['p', 2, 16], ['p', 1, 4], ['q', 1, 8]]);
});

test('seats name node and devices', () => {
  assert.equal(seats([{ node: 'n-1', devices: [0, 1] }, { node: 'n-2' }]), 'n-1 [0 1], n-2');
  assert.equal(seats(['n-1/0']), 'n-1/0');
  assert.equal(seats(new Array(9).fill('n')), 'n, n, n, n and 5 more');
  assert.equal(seats(null), '');
});

test('a band may be named or a pair', () => {
  assert.deepEqual(ends({ low: 1, high: 2 }), [1, 2]);
  assert.deepEqual(ends({ low80: 1, high80: 2 }), [1, 2]);
  assert.deepEqual(ends([1, 2]), [1, 2]);
  assert.equal(ends(null), null);
});
