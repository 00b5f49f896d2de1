/** The second lock on the house (the first is Biome): reads every import and compares it with one table of rooms. */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Each room with the rooms that it may import: docs/architecture.md draws the same. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  'packages/pharmacometrics': [],
  'packages/ketamine': ['pharmacometrics'],
  'packages/evidence': ['pharmacometrics', 'ketamine'],
  'packages/care': ['pharmacometrics', 'ketamine', 'evidence'],
  'packages/contract': ['pharmacometrics', 'ketamine', 'evidence', 'care'],
  'packages/figures': [],
  'apps/server': ['pharmacometrics', 'ketamine', 'evidence', 'care', 'contract'],
  'apps/web': ['pharmacometrics', 'ketamine', 'evidence', 'care', 'contract', 'figures'],
  'apps/cli': ['pharmacometrics', 'ketamine', 'evidence', 'care', 'contract', 'figures', 'server'],
};

/** Rooms that know no file, no clock and no network, so that they run in a browser as they are. */
const pureRooms = Object.keys(rooms).filter((room) => room.startsWith('packages/'));

const skippedFolders = ['node_modules', '.git', 'data', 'tmp', 'coverage'];

function filesUnder(folder: string, wanted: RegExp): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return skippedFolders.includes(entry.name) || entry.name.startsWith('dist')
        ? []
        : filesUnder(path, wanted);
    return wanted.test(entry.name) ? [path] : [];
  });
}

const importForms = [
  /^\s*(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]/g,
];

/** What a source file imports, as it is written there. */
function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return importForms.flatMap((form) => [...code.matchAll(form)].map((found) => found[1] ?? ''));
}

interface Import {
  readonly room: string;
  readonly file: string;
  readonly target: string;
}

function importsUnder(room: string, folder: string): Import[] {
  return filesUnder(join(room, folder), /\.(ts|tsx|mts|mjs)$/).flatMap((file) =>
    importsOf(readFileSync(join(root, file), 'utf8')).map((target) => ({ room, file, target })),
  );
}

const imports = Object.keys(rooms).flatMap((room) => importsUnder(room, 'src'));
const say = ({ file, target }: Import) => `${file} imports ${target}`;
const packageOf = (target: string) =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
const isNode = (target: string) => target.startsWith('node:') || builtinModules.includes(packageOf(target));

test('the reader of imports sees every form of import', () => {
  const text = [
    "import a from 'one';",
    "import type { B } from 'two';",
    "import {\n  c,\n  type D,\n} from 'three';",
    "import 'four';",
    "export * from 'five';",
    "const e = await import('six');",
    "// import f from 'none';",
    "/* import g from 'none'; */",
  ].join('\n');
  expect(importsOf(text).sort()).toEqual(['five', 'four', 'one', 'six', 'three', 'two']);
});

test('every room of the workspace stands in the table, and the reader finds its imports', () => {
  const folders = ['packages', 'apps'].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => `${parent}/${name}`),
  );
  expect(folders.sort()).toEqual(Object.keys(rooms).sort());
  expect(imports.length).toBeGreaterThan(50);
});

test('imports between rooms run one way, and only through index.ts', () => {
  const wrong = imports.filter(({ room, target }) => {
    if (!target.startsWith('@ketame/')) return false;
    const [, name = '', ...deeper] = target.split('/');
    return deeper.length > 0 || !rooms[room]?.includes(name);
  });
  expect(wrong.map(say)).toEqual([]);
});

test('no relative import leaves its room', () => {
  const wrong = imports.filter(
    ({ room, file, target }) =>
      target.startsWith('.') &&
      relative(join(root, room), resolve(root, dirname(file), target)).startsWith('..'),
  );
  expect(wrong.map(say)).toEqual([]);
});

test('the table of rooms has no circle', () => {
  const nameOf = (room: string) => room.split('/')[1] ?? '';
  const byName = new Map(Object.entries(rooms).map(([room, allowed]) => [nameOf(room), allowed]));
  const reaches = (name: string, seen: readonly string[]): boolean =>
    seen.includes(name) || (byName.get(name) ?? []).some((next) => reaches(next, [...seen, name]));
  expect([...byName.keys()].filter((name) => reaches(name, []))).toEqual([]);
});

test('no files import one another in a circle', () => {
  const edges = new Map<string, string[]>();
  for (const { file, target } of imports) {
    if (!target.startsWith('.')) continue;
    const to = relative(root, resolve(root, dirname(file), target));
    edges.set(file, [...(edges.get(file) ?? []), to]);
  }
  const finished = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (finished.has(file) || path.includes(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    finished.add(file);
  };
  for (const file of edges.keys()) visit(file, []);
  expect(circles).toEqual([]);
});

test('the pure rooms import nothing of Node', () => {
  const wrong = imports.filter(({ room, target }) => pureRooms.includes(room) && isNode(target));
  expect(wrong.map(say)).toEqual([]);
});

test('every imported package is declared by the room that imports it, and the engine has none', () => {
  const declared = (room: string): string[] => {
    const manifest = JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8'));
    return Object.keys({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.peerDependencies,
    });
  };
  const wrong = imports.filter(
    ({ room, target }) =>
      !target.startsWith('.') && !isNode(target) && !declared(room).includes(packageOf(target)),
  );
  expect(wrong.map(say)).toEqual([]);
  expect(declared('packages/pharmacometrics')).toEqual([]);
});

test('one version throughout the workspace', () => {
  const versions = ['.', ...Object.keys(rooms)].map(
    (room) => JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8')).version,
  );
  expect([...new Set(versions)]).toHaveLength(1);
});

test('no file names a place on the machine of its author', () => {
  // "/home/me" is the example that documents use; "/home/worklist" is an address of the clinic, no folder of a person.
  const place = /(?<![\w.~}-])\/(?:(?:work|root|Users)\/|home\/(?!me\b)[\w.-]+\/)\w|\/tmp\/bash_/;
  const wrong = filesUnder('.', /\.(ts|tsx|mjs|js|json|md|css|html|sql|yml|svg)$|^run$/).flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        place.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
      ),
  );
  expect(wrong).toEqual([]);
});

test('the lockfile names no registry but the public one', () => {
  const lockfile: { packages: Record<string, { resolved?: string }> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  );
  const elsewhere = Object.values(lockfile.packages)
    .map(({ resolved }) => resolved)
    .filter((address) => address?.includes('://') && !address.startsWith('https://registry.npmjs.org/'));
  expect(elsewhere).toEqual([]);
});
