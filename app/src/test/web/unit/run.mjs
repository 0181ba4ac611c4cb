// Bundles the unit tests and runs them under node's own test runner.
// Usage: node run.mjs MODULES OUT
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [modules, out] = process.argv.slice(2).map((path) => resolve(path));
const here = dirname(fileURLToPath(import.meta.url));
const found = createRequire(join(modules, 'package.json')).resolve('vite');
const { build } = await import(pathToFileURL(found).href);

const tests = readdirSync(here).filter((name) => name.endsWith('.test.ts'));
await build({
  configFile: false,
  root: here,
  logLevel: 'warn',
  resolve: { alias: { web: resolve(here, '../../../main/web/src') } },
  build: {
    ssr: true,
    outDir: out,
    emptyOutDir: true,
    rolldownOptions: { input: tests.map((name) => join(here, name)), output: { entryFileNames: '[name].mjs' } },
  },
});
const files = tests.map((name) => join(out, name.replace(/\.ts$/, '.mjs')));
const ran = spawnSync(process.execPath, ['--test', ...files], { stdio: 'inherit' });
process.exit(ran.status ?? 1);
