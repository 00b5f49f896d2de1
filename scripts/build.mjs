/**
 * Builds what is run: the server's bundle, the web pages and the command's bundle. Each is built only when a source
 * is newer than the last build. Two processes may build at once: files are made in a folder of one's own and
 * renamed into place, the entry last.
 */
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { writeValidation } from './validate.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Bundled CommonJS packages call these; an ES module does not define them. */
const banner = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { fileURLToPath as __fileURLToPath } from 'node:url';",
  "import { dirname as __dirnameOf } from 'node:path';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __fileURLToPath(import.meta.url);',
  'const __dirname = __dirnameOf(__filename);',
].join('\n');

const silent = () => {};

/**
 * @param {(message: string) => void} say is told when there is something to build
 * @returns the absolute path of the server's bundle, built when stale.
 */
export function buildServer(say = silent) {
  return buildWhenStale({
    say,
    sources: ['apps/server/src', 'apps/server/package.json'],
    output: 'apps/server/dist',
    entry: 'main.mjs',
    build: (folder) => bundle({ main: join(root, 'apps/server/src/main.ts') }, folder),
  });
}

/** @returns the absolute path of the built `index.html`, built when stale. */
export function buildWeb(say = silent) {
  return buildWhenStale({
    say,
    sources: [
      'apps/web/src',
      'apps/web/public',
      'apps/web/index.html',
      'apps/web/vite.config.ts',
      'apps/web/home',
      'apps/web/vite.home.config.ts',
      'apps/web/package.json',
      'scripts/validate.mjs',
    ],
    output: 'apps/web/dist',
    entry: 'index.html',
    build: async (folder) => {
      const { build } = await import('vite');
      await build({
        root: join(root, 'apps/web'),
        logLevel: 'warn',
        build: { outDir: folder, emptyOutDir: true },
      });
      // The patient's app, beside the pages of the clinic.
      await build({
        configFile: join(root, 'apps/web/vite.home.config.ts'),
        logLevel: 'warn',
        build: { outDir: folder, emptyOutDir: false },
      });
      // Compressing runs on other threads, while this one computes the report, which is not among what is compressed.
      await Promise.all([compressText(folder), writeValidation(join(folder, 'validation.html'))]);
    },
  });
}

/** @returns the absolute path of the command's bundle, built when stale. */
export function buildCommand(say = silent) {
  return buildWhenStale({
    say,
    sources: ['apps/cli/src', 'apps/cli/package.json', 'apps/server/src'],
    output: 'apps/cli/dist',
    entry: 'ketame.mjs',
    build: (folder) =>
      bundle(
        {
          ketame: join(root, 'apps/cli/src/main.ts'),
          'data-worker': join(root, 'apps/cli/src/dataset/data-worker.ts'),
          'trial-worker': join(root, 'apps/cli/src/trial/trial-worker.ts'),
        },
        folder,
      ),
  });
}

/** Beside each text file its compressed forms, which the server sends to who takes them. The page itself gets a nonce each time. */
async function compressText(folder) {
  const texts = (await filesOf(folder)).filter((path) => /\.(js|css|svg|json|webmanifest)$/.test(path));
  await Promise.all(
    texts.map(async (path) => {
      const text = await readFile(path);
      await writeFile(`${path}.br`, await promisify(brotliCompress)(text));
      await writeFile(`${path}.gz`, await promisify(gzip)(text, { level: 9 }));
    }),
  );
}

async function bundle(entryPoints, folder) {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: true,
    // cookie is CommonJS loaded by import(): in a bundle that is split it would lose its named exports.
    // pdfkit reads its fonts from files beside it.
    external: ['@electric-sql/pglite', 'pg-native', '@node-rs/argon2', 'cookie', 'pdfkit'],
    // Its main file hides its requires from a bundler.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    banner: { js: banner },
    logLevel: 'error',
  });
}

async function buildWhenStale({ say, sources, output, entry, build }) {
  const target = join(root, output, entry);
  const newest = Math.max(
    ...(await Promise.all(
      [...sources, ...(await packageSources()), 'package-lock.json', 'scripts/build.mjs'].map((path) =>
        newestChange(join(root, path)),
      ),
    )),
  );
  if (newest <= (await changeTime(target))) return target;

  say(`Building ${dirname(output)} ...`);
  const started = new Date();
  await mkdir(join(root, output), { recursive: true });
  const folder = await mkdtemp(join(root, dirname(output), 'dist-'));
  try {
    await build(folder);
    // A source changed while we were building is newer than the build.
    await utimes(join(folder, entry), started, started);
    await moveInto(folder, join(root, output), entry);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return target;
}

/** Moves every file of one folder into another, the entry last, and removes what the new build no longer has. */
async function moveInto(from, to, entry) {
  const built = (await filesOf(from)).map((path) => relative(from, path));
  const before = (await filesOf(to)).map((path) => relative(to, path));
  for (const path of [...built.filter((path) => path !== entry), entry]) {
    await mkdir(dirname(join(to, path)), { recursive: true });
    await rename(join(from, path), join(to, path));
  }
  for (const path of before) if (!built.includes(path)) await rm(join(to, path), { force: true });
}

async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function packageSources() {
  const names = await readdir(join(root, 'packages'));
  return names.flatMap((name) => [`packages/${name}/src`, `packages/${name}/package.json`]);
}

/** Newest modification in a file or folder, ms; folders count too, so that a removed file is seen. 0 when absent. */
async function newestChange(path) {
  const own = await changeTime(path);
  const children = await readdir(path, { withFileTypes: true }).catch(() => []);
  const inner = await Promise.all(
    children.map((child) =>
      child.isDirectory() ? newestChange(join(path, child.name)) : changeTime(join(path, child.name)),
    ),
  );
  return Math.max(own, ...inner);
}

async function changeTime(path) {
  const found = await stat(path).catch(() => null);
  return found ? found.mtimeMs : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const build of [buildServer, buildWeb, buildCommand]) {
    const started = performance.now();
    const path = await build();
    console.log(`${relative(root, path)} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }
}
