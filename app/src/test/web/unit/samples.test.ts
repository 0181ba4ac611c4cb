import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { samples } from 'web/views/samples';

test('samples are complete documents of the reader', () => {
  const texts = samples('feed').map((sample) => sample.text);
  texts.forEach((text) => assert.match(text, /^apiVersion: medley.dev\/v1alpha1\nkind: \w+\n[^]*\n  tenant: feed\n/));
  // Medley's own reader looks at them next.
  writeFileSync(join(import.meta.dirname, 'samples.yaml'), texts.join('---\n'));
});
