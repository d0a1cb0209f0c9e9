import { isAbsolute, join, relative, sep } from 'node:path';

// Where people keep what no server is given, whatever its configuration names. Relative to the home.
const PRIVATE_FOLDERS: readonly string[] = [
  '.ssh',
  '.aws',
  '.azure',
  '.gnupg',
  '.kube',
  '.docker',
  '.cargo/credentials.toml',
  '.config/gcloud',
  '.config/gh',
  '.config/op',
  '.config/google-chrome',
  '.config/chromium',
  '.config/BraveSoftware',
  '.config/microsoft-edge',
  '.local/share/keyrings',
  '.local/share/kwalletd',
  '.mozilla',
  '.thunderbird',
  '.password-store',
  '.terraform.d',
  'snap/firefox',
  'Library/Keychains',
  'Library/Cookies',
  'Library/Mail',
  'Library/Messages',
  'Library/Application Support/Google/Chrome',
  'Library/Application Support/Firefox',
  'Library/Application Support/BraveSoftware',
  'Library/Application Support/Microsoft Edge',
  'AppData/Local/Google/Chrome',
  'AppData/Roaming/Mozilla',
];

/** Names that hold credentials in whatever folder they stand. */
const PRIVATE_NAMES: ReadonlySet<string> = new Set([
  '.netrc',
  '_netrc',
  '.npmrc',
  '.yarnrc',
  '.yarnrc.yml',
  '.pypirc',
  '.pgpass',
  '.my.cnf',
  '.git-credentials',
  '.vault-token',
  '.ssh',
  '.aws',
  '.gnupg',
  'id_rsa',
  'id_ed25519',
  'id_ecdsa',
]);

const HISTORY = /^\.\w{0,40}_history$/;

/** Whether a path is, or lies in, a place for secrets. */
export function isPrivate(path: string, home: string): boolean {
  if (path.split(sep).some((step) => PRIVATE_NAMES.has(step) || HISTORY.test(step))) return true;
  return PRIVATE_FOLDERS.some((folder) => isWithin(path, join(home, folder)));
}

/** What has to stay closed when this folder is opened. */
export function privateWithin(folder: string, home: string): string[] {
  const inHome = PRIVATE_FOLDERS.map((name) => join(home, name));
  return [
    ...inHome.filter((path) => isWithin(path, folder)),
    ...[...PRIVATE_NAMES].map((name) => join(folder, name)),
  ];
}

/** Whether a path is a folder or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
