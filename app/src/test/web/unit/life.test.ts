import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunDetail, WorkDetail } from 'web/api/types';
import { amount, ends, foremost, groups, rateUnit, seats, secondsLeft } from 'web/views/life';

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

test('the foremost reason is one where the work would run', () => {
  const never = { code: 'speed-unknown', text: 'not on h800: its owner declares no speed' };
  const outbid = { code: 'outbid', text: 'needs 24 a800; worth 0.31 there against a price of 1.69' };
  assert.equal(foremost([never, outbid]), outbid);
  assert.equal(foremost([never]), never);
  assert.equal(foremost([]).text, '');
});

test('the time left follows from the present rate', () => {
  const work = { kind: 'TrainingJob', state: 'running', done: 10, total: 110, rate: 5 } as WorkDetail;
  assert.equal(secondsLeft(work), 20);
  assert.equal(secondsLeft({ ...work, rate: null }), null);
  assert.equal(secondsLeft({ ...work, kind: 'InferenceService' }), null);
  assert.equal(rateUnit('tokens'), 'tokens/s');
  assert.equal(rateUnit('seconds'), '×');
  assert.equal(amount(7200, 'seconds'), '2 h');
});
