/**
 * `npm run validate`: computes every quantitative statement of the review and every validation target again, and writes
 * one self-contained HTML report. The web build puts the same report beside its pages, as /validation.html.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Computes the report.
 * @returns {Promise<{ html: string, claims: readonly { verdict: string }[] }>}
 */
async function computeReport() {
  const { build } = await import('esbuild');
  // Inside the project, so that what is not bundled would still be found.
  await mkdir(join(root, 'tmp'), { recursive: true });
  const folder = await mkdtemp(join(root, 'tmp/validate-'));
  try {
    const outfile = join(folder, 'report.cjs');
    await build({
      absWorkingDir: root,
      entryPoints: ['apps/web/src/evidence/validation/report.ts'],
      outfile,
      bundle: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20.19',
      logLevel: 'error',
    });
    const { validationReport } = (await import(pathToFileURL(outfile).href)).default;
    return validationReport();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the report to a file. @returns the claims that it holds */
export async function writeValidation(path) {
  const { html, claims } = await computeReport();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, html);
  return claims;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = join(root, 'dist/validation.html');
  const claims = await writeValidation(path);
  const counts = new Map();
  for (const { verdict } of claims) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  for (const [verdict, count] of counts) console.log(`${String(count).padStart(4)}  ${verdict}`);
  console.log(`${claims.length} statements and targets: ${relative(root, path)}`);
}
