import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { audit, temporaryFolder, temporaryHome, warder } from './harness.ts';
import type { Home } from './harness.ts';

// A package as a target, from a registry on loopback: fetched by integrity, unpacked, and nothing of it run.

const NAME = 'probe-server';

/** The archive of a package that would leave a trace if any script of it ran, and ships a configuration. */
function archive(trace: string): Buffer {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'package'));
  const manifest = {
    name: '--registry=http://127.0.0.1:1',
    version: '6.6.6',
    scripts: { preinstall: `touch ${trace}`, postinstall: `touch ${trace}` },
  };
  writeFileSync(join(folder, 'package/package.json'), JSON.stringify(manifest));
  const servers = { shipped: { url: 'http://mcp.example.com/mcp' } };
  writeFileSync(join(folder, 'package/.mcp.json'), JSON.stringify({ mcpServers: servers }));
  const file = join(folder, 'package.tgz');
  execFileSync('tar', ['-czf', file, '-C', folder, 'package']);
  return readFileSync(file);
}

interface Registry {
  readonly home: Home;
  readonly trace: string;
  readonly asked: string[];
}

/** A registry with one package, and a home folder in which it is the registry. */
async function registry(tamper: (bytes: Buffer) => Buffer = (bytes) => bytes): Promise<Registry> {
  const trace = join(temporaryFolder(), 'ran');
  const bytes = archive(trace);
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { port } = server.address() as AddressInfo;
    const tarball = `http://127.0.0.1:${port}/${NAME}.tgz`;
    if (request.url === `/${NAME}.tgz`) response.end(tamper(bytes));
    else if (request.url?.startsWith(`/${NAME}/`) === true) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ name: NAME, version: '1.0.0', dist: { tarball, integrity } }));
    } else {
      response.statusCode = 404;
      response.end('{}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const home = temporaryHome();
  const env = { ...home.env, npm_config_registry: `http://127.0.0.1:${port}/` };
  return { home: { ...home, env }, trace, asked };
}

describe('a package as a target', () => {
  test('is fetched once, judged by what it ships, and none of its scripts run', async () => {
    const { asked, home, trace } = await registry();
    const first = await audit([`npm:${NAME}@1.0.0`, '--no-store'], { home });
    expect(first.report.target).toBe(`npm:${NAME}`);
    expect(first.report.servers[0]?.launch).toMatchObject({ args: ['-y', `${NAME}@1.0.0`] });
    expect(first.report.findings.map(({ rule }) => rule)).toContain('config/plain-http');
    expect(existsSync(trace)).toBe(false);
    const before = asked.filter((url) => url.endsWith('.tgz')).length;
    const again = await audit([`npm:${NAME}@1.0.0`, '--no-store', '--offline'], { home });
    expect(again.report.findings.map(({ rule }) => rule)).toContain('config/plain-http');
    expect(asked.filter((url) => url.endsWith('.tgz'))).toHaveLength(before);
  });

  test('is refused where its archive is not the one that the registry states', async () => {
    const { home } = await registry((bytes) => Buffer.concat([bytes, Buffer.from('more')]));
    const run = await warder(['audit', `npm:${NAME}@1.0.0`], { home });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/not the one whose SHA-512/);
  });

  test.each([
    ['is not there', `npm:absent-server@1.0.0`, [], /no such package/],
    ['is not in the cache', `npm:${NAME}@1.0.0`, ['--offline'], /not in the cache/],
  ])('that %s leaves the audit incomplete', async (_, target, flags, words) => {
    const { home } = await registry();
    const run = await warder(['audit', target, ...flags], { home });
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toMatch(words);
  });
});
