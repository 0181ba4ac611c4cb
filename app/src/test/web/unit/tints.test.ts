import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TINTS, Tints, tintOfWork } from 'web/shown/tints';

const names = (count: number) => Array.from({ length: count }, (_, index) => `tenant-${index}`);
const key = (tint: { colour: number; mark: number }) => `${tint.colour} ${tint.mark}`;

test('the same tenants get the same tints in whatever order they come', () => {
  const all = names(20);
  const one = new Tints(all);
  const two = new Tints([...all].reverse());
  all.forEach((name) => assert.deepEqual(one.of(name), two.of(name)));
});

test('tenants share no tint while there are enough', () => {
  for (const count of [1, 5, TINTS, TINTS + 1, 2 * TINTS, 3 * TINTS]) {
    const tints = new Tints(names(count));
    assert.equal(new Set(names(count).map((name) => key(tints.of(name)))).size, count, String(count));
  }
});

test('the first eleven tenants need no marks', () => {
  const tints = new Tints(names(TINTS));
  names(TINTS).forEach((name) => assert.equal(tints.of(name).mark, 0));
});

test('more tenants than tints still have one each', () => {
  const tints = new Tints(names(200));
  names(200).forEach((name) => assert.ok(tints.of(name).colour < TINTS));
});

test('works next to each other rarely look the same', () => {
  let same = 0;
  for (let n = 1; n < 1000; n++) {
    same += key(tintOfWork(`pretrain-maps-${n}`)) === key(tintOfWork(`pretrain-maps-${n - 1}`)) ? 1 : 0;
  }
  assert.ok(same < 80, String(same));
});
