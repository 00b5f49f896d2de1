/** Runs before `npm start` and `npm test`, so it uses nothing that has to be installed first. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lock = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');

refuseOldNode();
if (!isInstalled()) install();

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Ketame needs Node 20.19 or newer; this is Node ${process.versions.node} (${process.execPath}).`,
  );
  console.error('Install a newer one from https://nodejs.org and run the same command again.');
  process.exit(1);
}

function isInstalled() {
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

function install() {
  console.log('Installing packages (npm install) ...');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const result = spawnSync(command, [...args, 'install', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: !npm && process.platform === 'win32',
  });
  if (result.status !== 0) {
    console.error(
      'npm install failed: see its message above. The network and the npm registry must be reachable.',
    );
    process.exit(result.status ?? 1);
  }
  // npm may write package-lock.json after its own copy of it.
  const now = new Date();
  utimesSync(installed, now, now);
}
