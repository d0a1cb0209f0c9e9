import type { CallView, Sink } from '../../domain/flow.ts';
import { go, javascript, members, option, python, startOf } from './calls.ts';

// Calls that take the path of a file, by what they do with it. Shared by the rules about paths.

type FileSink = Pick<Sink, 'languages' | 'calls' | 'arguments'> & Partial<Pick<Sink, 'when'>>;

const NODE = ['fs', 'fs-extra', 'graceful-fs'];
const node = (names: readonly string[]): string[] =>
  NODE.flatMap((base) =>
    members(
      base,
      names.flatMap((name) => [name, `${name}Sync`]),
    ),
  );

/** `open` writes where its mode says so; without a mode, it reads. */
function opensForWriting(call: CallView): boolean {
  const mode =
    call.language === 'python' ? (option(call, 'mode') ?? call.argument(1)) : call.argument(1);
  const text = mode?.constant;
  return typeof text === 'string' && /[wax+]/.test(text);
}

const opensForReading = (call: CallView): boolean => !opensForWriting(call);

/** A method of a path object opens for writing by its first argument. */
function pathOpensForWriting(call: CallView): boolean {
  return /[wax+]/.test(startOf(call, 'mode') || startOf(call, 0));
}

const PYTHON_OPEN = [
  'open',
  'io.open',
  'codecs.open',
  'aiofiles.open',
  'anyio.open_file',
  'gzip.open',
  'bz2.open',
  'os.open',
];

export const reading: readonly FileSink[] = [
  {
    languages: javascript,
    calls: [
      ...node(['readFile', 'createReadStream', 'copyFile', 'cp', 'copy', 'readJson', 'readlink']),
      ...members('Bun', ['file']),
      ...members('Deno', ['readFile', 'readTextFile', 'readFileSync', 'readTextFileSync']),
      'xlsx.readFile',
      'jimp.Jimp.read',
      'sharp',
    ],
    arguments: [0],
  },
  { languages: javascript, calls: node(['open']), arguments: [0], when: opensForReading },
  {
    languages: javascript,
    // With `root` the framework keeps the path inside it.
    calls: ['*.sendFile', '*.sendfile'],
    arguments: [0],
    when: (call) => option(call, 'root') === undefined,
  },
  {
    languages: python,
    calls: PYTHON_OPEN,
    arguments: [0, 'file', 'path'],
    when: opensForReading,
  },
  {
    languages: python,
    calls: [
      ...members('shutil', ['copy', 'copy2', 'copyfile', 'copytree', 'move', 'make_archive']),
      ...members('pandas', [
        'read_csv',
        'read_excel',
        'read_json',
        'read_parquet',
        'read_table',
        'read_pickle',
      ]),
      ...members('polars', ['read_csv', 'read_parquet', 'scan_csv', 'scan_parquet']),
      'PIL.Image.open',
      'docx.Document',
      'pptx.Presentation',
      'openpyxl.load_workbook',
      'pypdf.PdfReader',
      'PyPDF2.PdfReader',
      'pdfplumber.open',
      'fitz.open',
      'pymupdf.open',
      'numpy.load',
      'cv2.imread',
      'zipfile.ZipFile',
      'tarfile.open',
      'fastapi.responses.FileResponse',
      'starlette.responses.FileResponse',
      'flask.send_file',
      'django.http.FileResponse',
      'linecache.getlines',
      'markitdown.MarkItDown().convert',
    ],
    arguments: [0],
  },
  {
    languages: python,
    calls: ['*.read_text', '*.read_bytes'],
    arguments: ['receiver'],
  },
  {
    languages: python,
    calls: ['*.open'],
    arguments: ['receiver'],
    when: (call) => !pathOpensForWriting(call),
  },
  {
    languages: go,
    calls: ['os.ReadFile', 'os.Open', 'io/ioutil.ReadFile'],
    arguments: [0],
  },
  { languages: go, calls: ['net/http.ServeFile'], arguments: [2] },
];

export const writing: readonly FileSink[] = [
  {
    languages: javascript,
    calls: [
      ...node([
        'writeFile',
        'appendFile',
        'createWriteStream',
        'rm',
        'rmdir',
        'unlink',
        'truncate',
        'chmod',
        'chown',
        'mkdir',
        'outputFile',
        'remove',
        'emptyDir',
        'ensureDir',
        'ensureFile',
        'mkdirp',
        'writeJson',
        'outputJson',
        'utimes',
      ]),
      'Bun.write',
      ...members('Deno', [
        'writeFile',
        'writeTextFile',
        'remove',
        'mkdir',
        'writeFileSync',
        'writeTextFileSync',
      ]),
      'rimraf',
      'rimraf.rimraf',
      'mkdirp',
      'mkdirp.mkdirp',
    ],
    arguments: [0],
  },
  { languages: javascript, calls: node(['open']), arguments: [0], when: opensForWriting },
  {
    languages: javascript,
    calls: node(['copyFile', 'cp', 'copy', 'symlink', 'link']),
    arguments: [1],
  },
  { languages: javascript, calls: node(['rename', 'move']), arguments: [0, 1] },
  { languages: javascript, calls: ['*.toFile', 'xlsx.writeFile'], arguments: [0, 1] },
  {
    languages: python,
    calls: PYTHON_OPEN,
    arguments: [0, 'file', 'path'],
    when: opensForWriting,
  },
  {
    languages: python,
    calls: [
      ...members('os', [
        'remove',
        'unlink',
        'rmdir',
        'removedirs',
        'mkdir',
        'makedirs',
        'chmod',
        'chown',
        'truncate',
      ]),
      ...members('aiofiles.os', ['remove', 'unlink', 'rmdir', 'mkdir', 'makedirs']),
      'shutil.rmtree',
      'cv2.imwrite',
      'numpy.save',
    ],
    arguments: [0],
  },
  {
    languages: python,
    calls: [
      ...members('os', ['rename', 'replace', 'renames', 'link', 'symlink']),
      ...members('shutil', ['move']),
    ],
    arguments: [0, 1],
  },
  {
    languages: python,
    calls: members('shutil', ['copy', 'copy2', 'copyfile', 'copytree']),
    arguments: [1],
  },
  {
    languages: python,
    // git takes what it is given into its index, whatever folder it lies in.
    calls: ['git.Repo.init', '*.index.add'],
    arguments: [0, 'path', 'items'],
  },
  {
    languages: python,
    calls: ['git.Repo.clone_from', 'urllib.request.urlretrieve'],
    arguments: [1],
  },
  {
    languages: python,
    calls: [
      '*.write_text',
      '*.write_bytes',
      '*.unlink',
      '*.rmdir',
      '*.mkdir',
      '*.touch',
      '*.hardlink_to',
      '*.symlink_to',
    ],
    arguments: ['receiver'],
  },
  {
    languages: python,
    calls: ['*.open'],
    arguments: ['receiver'],
    when: pathOpensForWriting,
  },
  {
    languages: python,
    calls: [
      'docx.Document().save',
      'pptx.Presentation().save',
      'openpyxl*.save',
      'PIL.Image*.save',
      '*.savefig',
      '*.to_csv',
      '*.to_excel',
      '*.to_parquet',
    ],
    arguments: [0],
  },
  {
    languages: go,
    calls: [
      ...members('os', [
        'WriteFile',
        'Create',
        'OpenFile',
        'Remove',
        'RemoveAll',
        'Mkdir',
        'MkdirAll',
        'Chmod',
        'Truncate',
      ]),
      'io/ioutil.WriteFile',
    ],
    arguments: [0],
  },
  { languages: go, calls: members('os', ['Rename', 'Symlink', 'Link']), arguments: [0, 1] },
];

export const listing: readonly FileSink[] = [
  {
    languages: javascript,
    calls: [
      ...node(['readdir', 'opendir', 'watch']),
      ...members('glob', ['glob', 'globSync', 'sync']),
      'fast-glob',
      'Deno.readDir',
    ],
    arguments: [0],
  },
  {
    languages: python,
    calls: members('os', ['listdir', 'scandir', 'walk']),
    arguments: [0],
  },
  {
    languages: python,
    calls: ['*.iterdir', '*.rglob'],
    arguments: ['receiver'],
  },
  {
    languages: python,
    calls: ['glob.glob', 'glob.iglob', 'git.Repo', 'pygit2.Repository', 'dulwich.repo.Repo'],
    arguments: [0],
  },
  {
    languages: go,
    calls: [
      'os.ReadDir',
      'io/ioutil.ReadDir',
      'path/filepath.Walk',
      'path/filepath.WalkDir',
      'path/filepath.Glob',
    ],
    arguments: [0],
  },
];
