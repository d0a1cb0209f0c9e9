// Builds `dist/`, what the package ships: the compiled floors, nothing that was there before.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
rmSync(join(root, 'dist'), { recursive: true, force: true });
rmSync(join(root, '.cache'), { recursive: true, force: true });
execFileSync(
  process.execPath,
  [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', 'src/apps'],
  { cwd: root, stdio: 'inherit' },
);

// The grammars that source analysis reads with: WebAssembly out of packages that users shall not have to install.
const grammars = join(root, 'grammars');
rmSync(grammars, { recursive: true, force: true });
mkdirSync(grammars);
for (const [name, file] of [
  ['tree-sitter-typescript', 'tree-sitter-typescript.wasm'],
  ['tree-sitter-typescript', 'tree-sitter-tsx.wasm'],
  ['tree-sitter-python', 'tree-sitter-python.wasm'],
  ['tree-sitter-go', 'tree-sitter-go.wasm'],
] as const) {
  copyFileSync(join(root, 'node_modules', name, file), join(grammars, file));
}
