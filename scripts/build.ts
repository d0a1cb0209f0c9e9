// Builds `dist/`, what the package ships: the compiled floors, nothing that was there before.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
rmSync(join(root, 'dist'), { recursive: true, force: true });
rmSync(join(root, '.cache'), { recursive: true, force: true });
execFileSync(
  process.execPath,
  [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', 'src/apps'],
  { cwd: root, stdio: 'inherit' },
);
