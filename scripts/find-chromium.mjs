/**
 * Where a Chromium is, or how to get one. The browser tests drive whichever is found. The headless shell is looked for
 * first: it renders no window of its own around each page, which takes two fifths of a full Chromium's processor time.
 */
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @returns {Promise<string | null>} path of an installed Chromium: the one that KETAME_CHROMIUM names, else one on the
 *   PATH or in a usual place, else Playwright's own download; null when there is none.
 * @throws {Error} when KETAME_CHROMIUM names a file that is not there.
 */
export async function findChromium() {
  const named = process.env.KETAME_CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`KETAME_CHROMIUM names ${named}, but there is no such file.`);
  }
  const { chromium } = await import('playwright-core');
  return [...onPath(), ...usualPlaces(), chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

/** How a missing Chromium is installed here: Debian's package when root on Debian, else Playwright's download. */
export function chromiumInstallers() {
  const playwright = {
    says: "Playwright's Chromium, downloaded by playwright-core",
    commands: [[process.execPath, 'node_modules/playwright-core/cli.js', 'install', 'chromium']],
  };
  const debian = {
    says: "Debian's packages chromium-headless-shell and fonts-dejavu-core, by apt-get",
    commands: [
      ['apt-get', 'update', '-q'],
      [
        'apt-get',
        'install',
        '-y',
        '-q',
        '--no-install-recommends',
        'chromium-headless-shell',
        'fonts-dejavu-core',
      ],
    ],
  };
  return isRootOnDebian() ? [debian, playwright] : [playwright];
}

/** Ubuntu is left out: its package chromium is a stub for a snap. */
export function isRootOnDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ].flatMap((name) => folders.map((folder) => join(folder, name)));
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Chromium/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]);
  }
  return [];
}
