import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import type { Grammar } from './index.ts';

const PACKAGES: Readonly<Record<Grammar, string>> = {
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  go: 'tree-sitter-go/tree-sitter-go.wasm',
};

export interface Grammars {
  parser(grammar: Grammar): Parser;
  language(grammar: Grammar): Language;
}

export async function openGrammars(): Promise<Grammars> {
  await Parser.init();
  const loaded = new Map<Grammar, { readonly parser: Parser; readonly language: Language }>();
  for (const grammar of Object.keys(PACKAGES) as Grammar[]) {
    const language = await Language.load(fileOf(grammar));
    const parser = new Parser();
    parser.setLanguage(language);
    loaded.set(grammar, { parser, language });
  }
  const of = (grammar: Grammar): { readonly parser: Parser; readonly language: Language } => {
    const one = loaded.get(grammar);
    if (one === undefined) throw new Error(`no grammar ${grammar}`);
    return one;
  };
  return { parser: (grammar) => of(grammar).parser, language: (grammar) => of(grammar).language };
}

// The grammar packages build native code when they are installed, which no user of ours shall do. So the
// build copies their WebAssembly into the package, and a checkout reads it where npm put it.
function fileOf(grammar: Grammar): string {
  const name = PACKAGES[grammar];
  const shipped = join(
    import.meta.dirname,
    '..',
    '..',
    '..',
    'grammars',
    name.slice(name.indexOf('/') + 1),
  );
  if (existsSync(shipped)) return shipped;
  return createRequire(import.meta.url).resolve(name);
}
