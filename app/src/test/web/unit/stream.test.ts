import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Messages } from 'web/api/stream';

const TEXT = ': hello\n\nid: 7\nevent: entry\ndata: {"number":7}\n\ndata: one\r\ndata: two\r\n\r\nid: 9\ndata:bare\n\ndata: unfinished';
const WANTED = [
  { id: '7', event: 'entry', data: '{"number":7}' },
  { id: '7', event: 'message', data: 'one\ntwo' },
  { id: '9', event: 'message', data: 'bare' },
];

test('a stream is cut into messages', () => {
  assert.deepEqual(new Messages().take(TEXT), WANTED);
});

test('wherever the network breaks it', () => {
  for (let size = 1; size < 20; size++) {
    const cut = new Messages();
    const found = [];
    for (let from = 0; from < TEXT.length; from += size) {
      found.push(...cut.take(TEXT.slice(from, from + size)));
    }
    assert.deepEqual(found, WANTED, `parts of ${size}`);
  }
});
