// Bundles the benchmark and runs it: `npm run bench`; `npm run bench -- W2` for the workloads of that name alone.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ketame-bench-'));
try {
  await build({
    entryPoints: ['run', 'linear-worker'].map((name) => join(root, `bench/${name}.ts`)),
    bundle: true,
    platform: 'node',
    format: 'esm',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  });
  const { status } = spawnSync(
    process.execPath,
    [join(folder, 'run.mjs'), join(root, 'bench'), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
