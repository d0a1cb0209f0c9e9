import { facing } from '../../../../test/support/facing.ts';

// Library functions that take the path of a file, each with an argument that reaches it and a twin that stays in its folder.

facing('source/path-traversal', 'javascript', [
  [
    "import { readFile } from 'node:fs/promises';",
    'await readFile(value);',
    "await readFile('notes');",
  ],
  ["import fs from 'fs-extra';", 'await fs.readJson(value);', "await fs.readJson('notes.json');"],
  ["import fs from 'graceful-fs';", 'fs.readFileSync(value);', "fs.readFileSync('notes');"],
  [
    "import { glob } from 'glob';",
    "await glob('**/*', { cwd: value });",
    "await glob('**/*', { cwd: 'notes' });",
  ],
  ["import fg from 'fast-glob';", 'await fg(value);', "await fg('notes/*');"],
  ["import { globby } from 'globby';", 'await globby(value);', "await globby('notes/*');"],
  [
    "import fs from 'node:fs';",
    'fs.accessSync(value); fs.statSync(value); fs.readFileSync(value);',
    "fs.readFileSync('notes');",
  ],
  [
    "import fs from 'node:fs';",
    'const stream = fs.createReadStream(value);',
    "const stream = fs.createReadStream('notes');",
  ],
  [
    "import fs from 'node:fs';",
    'for await (const entry of await fs.promises.opendir(value)) console.error(entry);',
    "await fs.promises.opendir('notes');",
  ],
  ['', 'await Bun.file(value).text();', "await Bun.file('notes').text();"],
  ['', "await Bun.write(value, 'x');", "await Bun.write('notes', value);"],
  ['', 'await Deno.readTextFile(value);', "await Deno.readTextFile('notes');"],
  [
    "import { open } from 'node:fs/promises';",
    "const file = await open(value, 'w');\n  await file.write('x');",
    "const file = await open('notes', 'w');\n  await file.write(value);",
  ],
  ["import fs from 'node:fs';", "fs.cpSync('template', value);", "fs.cpSync('template', 'notes');"],
  [
    "import sharp from 'sharp';",
    "await sharp('in.png').toFile(value);",
    "await sharp('in.png').toFile('out.png');",
  ],
  [
    "import { PDFDocument } from 'pdf-lib';\nimport fs from 'fs';",
    'await PDFDocument.load(fs.readFileSync(value));',
    "await PDFDocument.load(fs.readFileSync('notes.pdf'));",
  ],
  [
    "import ExcelJS from 'exceljs';\nconst book = new ExcelJS.Workbook();",
    'await book.xlsx.readFile(value);',
    "await book.xlsx.readFile('notes.xlsx');",
  ],
  [
    "import ExcelJS from 'exceljs';\nconst book = new ExcelJS.Workbook();",
    'await book.xlsx.writeFile(value);',
    "await book.xlsx.writeFile('notes.xlsx');",
  ],
  [
    "import AdmZip from 'adm-zip';",
    "new AdmZip('a.zip').extractAllTo(value);",
    "new AdmZip('a.zip').extractAllTo('work');",
  ],
  ["import XLSX from 'xlsx';", 'XLSX.readFile(value);', "XLSX.readFile('notes.xlsx');"],
  [
    "import mammoth from 'mammoth';",
    'await mammoth.extractRawText({ path: value });',
    "await mammoth.extractRawText({ path: 'notes.docx' });",
  ],
  [
    "import { simpleGit } from 'simple-git';",
    'await simpleGit(value).status();',
    "await simpleGit('work').status();",
  ],
  [
    "import { chromium } from 'playwright';\nconst page = await (await chromium.launch()).newPage();",
    'await page.screenshot({ path: value });',
    "await page.screenshot({ path: 'page.png' });",
  ],
  [
    "import puppeteer from 'puppeteer';\nconst page = await (await puppeteer.launch()).newPage();",
    'await page.pdf({ path: value });',
    "await page.pdf({ path: 'page.pdf' });",
  ],
  [
    "import FormData from 'form-data';\nimport fs from 'fs';",
    "const form = new FormData();\n  form.append('file', fs.createReadStream(value));",
    "const form = new FormData();\n  form.append('file', value);",
  ],
  [
    "import fs from 'node:fs';\nimport { pathToFileURL } from 'node:url';",
    'fs.readFileSync(new URL(`file://${value}`));',
    "fs.readFileSync(new URL('notes', 'file:///srv/'));",
  ],
  ["import Jimp from 'jimp';", 'await Jimp.read(value);', "await Jimp.read('notes.png');"],
  [
    "import Database from 'better-sqlite3';",
    'const db = new Database(value);',
    "const db = new Database('notes.db');",
  ],
  [
    "import { DatabaseSync } from 'node:sqlite';",
    'const db = new DatabaseSync(value);',
    "const db = new DatabaseSync('notes.db');",
  ],
  [
    "import { fileFromPath } from 'formdata-node/file-from-path';",
    'await fileFromPath(value);',
    "await fileFromPath('notes');",
  ],
  [
    "import { readFile } from 'fs/promises';\nimport path from 'path';",
    "const full = path.join('/srv/notes', value);\n  await readFile(full);",
    "const full = path.join('/srv/notes', path.basename(value));\n  await readFile(full);",
  ],
]);

facing('source/path-traversal', 'python', [
  ['', 'open(value).read()', 'open("notes").read()'],
  ['import io', 'io.open(value).read()', 'io.open("notes").read()'],
  [
    'import aiofiles',
    'async with aiofiles.open(value) as file:\n    await file.read()',
    'async with aiofiles.open("notes") as file:\n    await file.read()',
  ],
  ['import anyio', 'await anyio.Path(value).read_text()', 'await anyio.Path("notes").read_text()'],
  [
    'from pathlib import Path',
    'Path(value).read_text()',
    'Path("notes", Path(value).name).read_text()',
  ],
  [
    'from pathlib import Path',
    '(Path("/srv/notes") / value).write_text("x")',
    '(Path("/srv/notes") / Path(value).name).write_text("x")',
  ],
  ['from pathlib import Path', 'list(Path(value).glob("*"))', 'list(Path("notes").glob("*"))'],
  ['from pathlib import Path', 'Path(value).rename("b")', 'Path("a").rename("b")'],
  ['from pathlib import Path', 'Path(value).unlink()', 'Path("a").unlink()'],
  ['import shutil', 'shutil.rmtree(value)', 'shutil.rmtree("work")'],
  ['import shutil', 'shutil.copy("notes", value)', 'shutil.copy("notes", "copy")'],
  ['import shutil', 'shutil.move(value, "work")', 'shutil.move("notes", "work")'],
  ['import os', 'os.listdir(value)', 'os.listdir("work")'],
  ['import os', 'os.replace("a", value)', 'os.replace("a", "b")'],
  [
    'import os',
    'os.makedirs(os.path.join("/srv", value))',
    'os.makedirs(os.path.join("/srv", os.path.basename(value)))',
  ],
  [
    'import os',
    'with os.fdopen(os.open(value, os.O_RDONLY)) as file:\n    file.read()',
    'with os.fdopen(os.open("notes", os.O_RDONLY)) as file:\n    file.read()',
  ],
  ['import zipfile', 'zipfile.ZipFile(value).namelist()', 'zipfile.ZipFile("a.zip").namelist()'],
  [
    'import zipfile',
    'zipfile.ZipFile("a.zip").extractall(value)',
    'zipfile.ZipFile("a.zip").extractall("work")',
  ],
  ['import tarfile', 'tarfile.open(value).getnames()', 'tarfile.open("a.tar").getnames()'],
  ['import pandas as pd', 'pd.read_csv(value)', 'pd.read_csv("notes.csv")'],
  ['import pandas as pd', 'pd.DataFrame().to_csv(value)', 'pd.DataFrame().to_csv("notes.csv")'],
  ['from PIL import Image', 'Image.open(value)', 'Image.open("notes.png")'],
  ['from PIL import Image', 'Image.open("a.png").save(value)', 'Image.open("a.png").save("b.png")'],
  ['import matplotlib.pyplot as plt', 'plt.savefig(value)', 'plt.savefig("plot.png")'],
  ['import yaml', 'yaml.safe_load(open(value))', 'yaml.safe_load(open("notes.yaml"))'],
  [
    'import configparser',
    'configparser.ConfigParser().read(value)',
    'configparser.ConfigParser().read("notes.ini")',
  ],
  ['import sqlite3', 'sqlite3.connect(value)', 'sqlite3.connect("notes.db")'],
  ['import duckdb', 'duckdb.connect(value)', 'duckdb.connect("notes.db")'],
  ['import fitz', 'fitz.open(value)', 'fitz.open("notes.pdf")'],
  ['import pypdf', 'pypdf.PdfReader(value)', 'pypdf.PdfReader("notes.pdf")'],
  ['from docx import Document', 'Document(value)', 'Document("notes.docx")'],
  ['from openpyxl import Workbook', 'Workbook().save(value)', 'Workbook().save("notes.xlsx")'],
  [
    'import tempfile',
    'tempfile.NamedTemporaryFile(prefix=value)',
    'tempfile.NamedTemporaryFile(prefix="note")',
  ],
  ['import git', 'git.Repo(value).git.status()', 'git.Repo("work").git.status()'],
  ['import joblib', 'joblib.dump({}, value)', 'joblib.dump({}, "notes")'],
  [
    'import boto3',
    'boto3.client("s3").upload_file(value, "bucket", "key")',
    'boto3.client("s3").upload_file("notes", "bucket", value)',
  ],
  [
    'import boto3',
    'boto3.client("s3").download_file("bucket", "key", value)',
    'boto3.client("s3").download_file("bucket", value, "notes")',
  ],
  ['import soundfile', 'soundfile.read(value)', 'soundfile.read("notes.wav")'],
  ['import wave', 'wave.open(value)', 'wave.open("notes.wav")'],
  ['import numpy as np', 'np.loadtxt(value)', 'np.loadtxt("notes")'],
  ['import h5py', 'h5py.File(value)', 'h5py.File("notes")'],
  ['import logging', 'logging.FileHandler(value)', 'logging.FileHandler("notes.log")'],
]);

facing('source/path-traversal', 'go', [
  [['os'], 'os.ReadFile(value)', 'os.ReadFile("notes")'],
  [['os'], 'os.OpenFile(value, os.O_RDWR, 0o600)', 'os.OpenFile("notes", os.O_RDWR, 0o600)'],
  [['os'], 'os.Create(value)', 'os.Create("notes")'],
  [
    ['os', 'path/filepath'],
    'os.Open(filepath.Join("/srv", value))',
    'os.Open(filepath.Join("/srv", filepath.Base(value)))',
  ],
  [['os'], 'os.RemoveAll(value)', 'os.RemoveAll("work")'],
  [
    ['os'],
    'os.WriteFile(value, nil, 0o600)',
    'root, _ := os.OpenRoot("/srv")\nroot.WriteFile(value, nil, 0o600)',
  ],
  [['os'], 'os.ReadDir(value)', 'root, _ := os.OpenRoot("/srv")\nroot.Open(value)'],
  [['os'], 'os.DirFS(value)', 'os.DirFS("work")'],
  [['os'], 'os.OpenRoot(value)', 'os.OpenRoot("work")'],
  [['path/filepath'], 'filepath.Glob(value)', 'filepath.Glob("notes/*")'],
  [
    ['github.com/spf13/afero'],
    'afero.ReadFile(afero.NewOsFs(), value)',
    'afero.ReadFile(afero.NewOsFs(), "notes")',
  ],
  [['os'], 'os.CreateTemp(value, "note")', 'os.CreateTemp("", "note")'],
  [['github.com/xuri/excelize/v2'], 'excelize.OpenFile(value)', 'excelize.OpenFile("notes.xlsx")'],
]);
