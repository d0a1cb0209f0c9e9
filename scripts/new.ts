// `npm run new rule config no-such-thing`: a file with everything that a rule must say, to be filled in.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const [kind, ...words] = process.argv.slice(2);

function stop(text: string): never {
  console.error(text);
  process.exit(2);
}

function create(path: string, text: string): void {
  const file = join(root, path);
  if (existsSync(file)) stop(`${path} is there already`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(
    `wrote ${path}; fill it in, then run \`npm run gen\` and \`npx vitest run src/catalogue\``,
  );
}

function newRule([family, name]: string[]): void {
  const families = readdirSync(join(root, 'src/catalogue/rules'), { withFileTypes: true })
    .filter((item) => item.isDirectory() && item.name !== '__snapshots__')
    .map((item) => item.name);
  if (family === undefined || !families.includes(family) || !/^[a-z][a-z0-9-]+$/.test(name ?? '')) {
    stop(`npm run new rule ${families.join('|')} name-in-kebab-case`);
  }
  const builder =
    {
      config: 'entry',
      'config-file': 'configFile',
      definition: 'tool',
      exception: 'exception',
      inventory: 'inventory',
      secret: 'searched',
      drift: 'drift',
    }[family] ?? 'tool';
  create(
    `src/catalogue/rules/${family}/${name}.ts`,
    `import { ${builder} } from '${family === 'secret' ? '../../secrets' : '../../../domain'}/example.ts';
import type { Rule } from '../../../domain/rule.ts';

export const rule: Rule<'${family}'> = {
  id: '${family}/${name}',
  severity: 'medium',
  confidence: 'medium',
  title: '',
  why: '',
  fix: '',
  controls: [],
  techniques: [],
  cwe: [],
  top10: { csa: [], owasp: [] },
  examples: {
    bad: [${builder}({})],
    good: [${builder}({})],
    nearMiss: [${builder}({})],
  },
  *detect(subject) {
  },
};
`,
  );
}

function newClient([name]: string[]): void {
  if (!/^[a-z][a-z0-9-]+$/.test(name ?? '')) stop('npm run new client name-in-kebab-case');
  create(
    `src/catalogue/clients/${name}.ts`,
    `import type { Client } from '../../domain/client.ts';

export const client: Client = {
  id: '${name}',
  title: '',
  sources: [
    { scope: 'user', path: '{home}/', format: 'json', servers: [['mcpServers']] },
  ],
};
`,
  );
}

if (kind === 'rule') newRule(words);
else if (kind === 'client') newClient(words);
else stop('npm run new rule FAMILY NAME, or npm run new client NAME');
