import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ago, count, figure, percent, price, rate, shape, span, watts, whole } from 'web/shown/figures';

test('unknown is a dash, never a zero', () => {
  for (const say of [whole, figure, percent, price, span, watts]) {
    assert.equal(say(null), '–');
    assert.equal(say(undefined), '–');
    assert.equal(say(NaN), '–');
    assert.notEqual(say(0), '–');
  }
});

test('figures keep three digits that count', () => {
  assert.equal(figure(0), '0');
  assert.equal(figure(16540.771), '16,541');
  assert.equal(figure(2e11), '200 G');
  assert.equal(figure(1.89e6), '1.89 M');
  assert.equal(figure(3.089), '3.09');
  assert.equal(figure(12), '12');
  assert.equal(figure(100), '100');
  assert.equal(figure(-0.5), '-0.5');
  assert.equal(figure(0.0000012), '1.2e-6');
});

test('percents say 10 and not 10.0', () => {
  assert.equal(percent(0.0998), '10 %');
  assert.equal(percent(0.0067), '0.67 %');
  assert.equal(percent(0.025), '2.5 %');
  assert.equal(percent(1), '100 %');
  assert.equal(percent(0), '0 %');
});

test('spans have two units at most', () => {
  assert.equal(span(0), '0 s');
  assert.equal(span(420), '420 ms');
  assert.equal(span(61_000), '1 min 1 s');
  assert.equal(span(3_600_000), '1 h');
  assert.equal(span(90_061_000), '1 d 1 h');
});

test('moments are told from now', () => {
  assert.equal(ago(1_000, 61_000), '1 min ago');
  assert.equal(ago(61_000, 1_000), 'in 1 min');
  assert.equal(ago(1_000, 1_400), 'now');
  assert.equal(ago(null, 0), '–');
});

test('units stand with their figures', () => {
  assert.equal(rate(1.04, 'x'), '1.04 ×');
  assert.equal(rate(1200, 'tokens/s'), '1,200 tokens/s');
  assert.equal(watts(5200), '5,200 W');
  assert.equal(watts(10240), '10.2 kW');
  assert.equal(watts(4_204_356), '4.2 MW');
  assert.equal(count(1, 'device'), '1 device');
  assert.equal(count(2, 'device'), '2 devices');
});

test('a shape says what is more than one', () => {
  assert.equal(shape({ devices: 8, tp: 4, pp: 1, dp: 2, precision: 'bf16', stack: 'cuda' }), 'tp4 dp2, bf16, cuda');
  assert.equal(shape('tp8'), 'tp8');
  assert.equal(shape(null), '–');
});
