import type { CallView } from '../../../domain/flow.ts';
import { go, javascript, members, python } from '../calls.ts';
import { node, openers, opensForWriting, pathOpensForWriting } from './opening.ts';
import type { FileSink } from './opening.ts';

/** `rename` and `replace` are methods of texts and tables too. */
function isPathObject(call: CallView): boolean {
  return /(?:^|\.)Path\(\)$/.test(call.argument('receiver')?.name ?? '');
}

/** Calls that write, move or remove the file whose path they are given. */
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
    languages: javascript,
    calls: [
      'exceljs.Workbook().xlsx.writeFile',
      'exceljs.Workbook().csv.writeFile',
      'adm-zip().extractAllTo',
      'adm-zip().extractAllToAsync',
      'adm-zip().writeZip',
      'del.deleteAsync',
      'trash',
      'mkdtemp',
      ...node(['mkdtemp', 'lchown', 'opendir']),
    ],
    arguments: [0],
  },
  {
    languages: javascript,
    calls: [
      'adm-zip().extractEntryTo',
      'extract-zip',
      'simple-git().clone',
      'simple-git.simpleGit().clone',
    ],
    arguments: [1, '1.dir'],
  },
  {
    languages: javascript,
    // Browsers write what they are told to.
    calls: ['*.screenshot', '*.pdf', '*.saveAs', '*.storageState'],
    arguments: ['0.path'],
  },
  {
    languages: javascript,
    calls: ['*.saveAs'],
    arguments: [0],
    when: (call) => /download/i.test(call.name),
  },
  {
    languages: python,
    calls: openers,
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
      'shutil.chown',
      'cv2.imwrite',
      ...members('numpy', ['save', 'savez', 'savez_compressed', 'savetxt']),
      'soundfile.write',
      'logging.FileHandler',
      'logging.handlers.RotatingFileHandler',
      ...members('aiofiles.os', ['replace', 'rename', 'removedirs']),
      ...members('aioshutil', ['rmtree']),
      'send2trash.send2trash',
      ...members('imageio', ['imwrite', 'v2.imwrite', 'v3.imwrite']),
      'wandb.save',
    ],
    arguments: [0, 'filename'],
  },
  { languages: python, calls: ['joblib.dump', 'torch.save'], arguments: [1] },
  {
    languages: python,
    calls: [
      'tempfile.NamedTemporaryFile',
      'tempfile.mkdtemp',
      'tempfile.mkstemp',
      'tempfile.TemporaryDirectory',
    ],
    arguments: ['prefix'],
  },
  {
    languages: python,
    calls: [
      'zipfile.ZipFile().extractall',
      'zipfile.ZipFile().extract',
      'tarfile.open().extractall',
      'shutil.unpack_archive',
    ],
    arguments: ['path', 'extract_dir'],
  },
  {
    languages: python,
    calls: ['zipfile.ZipFile().extractall', 'tarfile.open().extractall'],
    arguments: [0],
  },
  {
    languages: python,
    calls: ['zipfile.ZipFile().extract', 'tarfile.open().extract', 'shutil.unpack_archive'],
    arguments: [1],
  },
  {
    languages: python,
    calls: ['*.download_file', '*.download_fileobj', '*.fget_object'],
    arguments: [2, 'Filename', 'file_path'],
  },
  {
    languages: python,
    calls: ['*.download_to_filename', '*.screenshot', '*.save_as', '*.write_image', '*.write_html'],
    arguments: [0, 'path', 'filename'],
    when: (call) =>
      call.argument(0) !== undefined ||
      call.argument('path') !== undefined ||
      call.argument('filename') !== undefined,
  },
  {
    languages: python,
    calls: ['*.rename', '*.replace'],
    arguments: ['receiver', 0],
    when: isPathObject,
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
        'Chown',
        'Truncate',
        'CreateTemp',
        'MkdirTemp',
      ]),
      'io/ioutil.WriteFile',
      'io/ioutil.TempFile',
    ],
    arguments: [0],
  },
  { languages: go, calls: members('os', ['Rename', 'Symlink', 'Link']), arguments: [0, 1] },
  { languages: go, calls: ['github.com/spf13/afero.WriteFile'], arguments: [1] },
  { languages: go, calls: ['*.SaveUploadedFile', '*.SaveFile'], arguments: [1] },
  {
    languages: go,
    calls: ['*.SaveAs'],
    arguments: [0],
    when: (call) => /excelize/.test(call.name),
  },
];
