import { facing } from '../../../../test/support/facing.ts';

// Library functions that start programs, each with an argument that reaches it and a twin that cannot do harm.

facing('source/command-injection', 'javascript', [
  [
    "import { exec } from 'node:child_process';\nimport { promisify } from 'node:util';\nconst run = promisify(exec);",
    'await run(`wc -l ${value}`);',
    'await run(`wc -l ${Number(value)}`);',
  ],
  [
    "import util from 'node:util';\nimport child from 'node:child_process';",
    'await util.promisify(child.exec)(`wc ${value}`);',
    "await util.promisify(child.execFile)('wc', ['--', value]);",
  ],
  ["import shell from 'shelljs';", 'shell.exec(`wc ${value}`);', "shell.exec('wc notes');"],
  ["import { $ } from 'bun';", 'await $`sh -c ${value}`;', 'await $`wc -- ${value}`;'],
  ["import { $ } from 'zx';", "await $`bash -c ${'wc ' + value}`;", 'await $`wc -- ${value}`;'],
  ["import { $ } from 'bun';", 'await $`wc ${{ raw: value }}`;', 'await $`wc -- ${value}`;'],
  [
    "import { execa } from 'execa';",
    'await execa(`wc ${value}`, { shell: true });',
    "await execa('wc', ['--', value]);",
  ],
  [
    "import { execaCommand } from 'execa';",
    'await execaCommand(`wc ${value}`, { shell: true });',
    "await execaCommand('wc notes', { shell: true });",
  ],
  [
    "import spawn from 'cross-spawn';",
    "spawn('wc ' + value, [], { shell: true });",
    "spawn('wc', ['--', value]);",
  ],
  [
    "import { spawn } from 'node:child_process';",
    "spawn('bash', ['-lc', `wc ${value}`]);",
    "spawn('bash', ['-lc', 'wc \"$1\"', 'wc', value]);",
  ],
  [
    "import { spawn } from 'node:child_process';",
    "spawn('/bin/sh', ['-e', '-c', `wc ${value}`]);",
    "spawn('/bin/sh', ['-e', '-c', 'wc notes']);",
  ],
  [
    "import { execFile } from 'node:child_process';",
    "execFile('powershell.exe', ['-NoProfile', '-Command', `Get-Content ${value}`]);",
    "execFile('powershell.exe', ['-NoProfile', '-File', 'read.ps1']);",
  ],
  [
    "import { execFile } from 'node:child_process';",
    "execFile('cmd.exe', ['/d', '/s', '/c', `type ${value}`]);",
    "execFile('cmd.exe', ['/d', '/s', '/c', 'type notes']);",
  ],
  [
    "import { execFileSync } from 'node:child_process';",
    "execFileSync('ssh', ['host', `wc ${value}`]);",
    "execFileSync('ssh', ['host', 'wc notes']);",
  ],
  [
    "import { spawn } from 'node:child_process';",
    "spawn('docker', ['exec', 'box', 'sh', '-c', `wc ${value}`]);",
    "spawn('docker', ['exec', 'box', 'wc', '--', value]);",
  ],
  [
    "import { spawnSync } from 'child_process';",
    "spawnSync('kubectl', ['exec', 'pod', '--', 'bash', '-c', value]);",
    "spawnSync('kubectl', ['exec', 'pod', '--', 'wc', value]);",
  ],
  [
    "import { Client } from 'ssh2';\nconst connection = new Client();",
    'connection.exec(`wc ${value}`, () => undefined);',
    "connection.exec('wc notes', () => undefined);",
  ],
  [
    "import { NodeSSH } from 'node-ssh';\nconst connection = new NodeSSH();",
    'await connection.execCommand(`wc ${value}`);',
    "await connection.execCommand('wc notes');",
  ],
  [
    "import cp from 'child_process';",
    'cp.execSync("wc " + value, { encoding: "utf8" });',
    "cp.execFileSync('wc', ['--', value]);",
  ],
  [
    "import { exec } from 'tinyexec';",
    "await exec('sh', ['-c', `wc ${value}`]);",
    "await exec('wc', ['--', value]);",
  ],
  ['', 'Bun.spawn(["sh", "-c", `wc ${value}`]);', 'Bun.spawn(["wc", "--", value]);'],
  [
    '',
    'const command = new Deno.Command("sh", { args: ["-c", `wc ${value}`] });\n  await command.output();',
    'const command = new Deno.Command("wc", { args: ["--", value] });\n  await command.output();',
  ],
  [
    "import { exec } from 'sudo-prompt';",
    'exec(`wc ${value}`, {}, () => undefined);',
    "exec('wc notes', {}, () => undefined);",
  ],
  [
    "import Docker from 'dockerode';\nconst box = new Docker().getContainer('box');",
    "await box.exec({ Cmd: ['sh', '-c', `wc ${value}`] });",
    "await box.exec({ Cmd: ['wc', '--', value] });",
  ],
  [
    "import { execFile } from 'node:child_process';",
    "execFile('osascript', ['-e', `display dialog \"${value}\"`]);",
    "execFile('osascript', ['-e', 'on run argv', '-e', 'end run', value]);",
  ],
  [
    "import osascript from 'node-osascript';",
    'osascript.execute(`tell application "Notes" to make new note with properties {name:"${value}"}`);',
    "osascript.execute('beep');",
  ],
  [
    "import { execFile } from 'node:child_process';",
    "execFile('osascript', ['-e', `say \"${value}\"`]);",
    "const text = value.replace(/\\\\/g, '\\\\\\\\').replace(/\"/g, '\\\\\"');\n  execFile('osascript', ['-e', `say \"${text}\"`]);",
  ],
  [
    "import { runAppleScript } from 'run-applescript';",
    'await runAppleScript(`say "${value}"`);',
    "await runAppleScript('beep');",
  ],
]);

facing('source/command-injection', 'javascript', [
  [
    "import open from 'open';",
    'await open(value);',
    "const url = new URL(value);\n  if (!['http:', 'https:'].includes(url.protocol)) throw new Error('no');\n  await open(url.href);",
  ],
  [
    "import open from 'open';",
    "const { next } = await (await fetch('https://api.example.com/')).json();\n  await open(next);",
    "await open('https://example.com/');",
  ],
]);

facing('source/command-injection', 'python', [
  [
    'import os',
    'os.spawnlp(os.P_NOWAIT, "sh", "sh", "-c", f"wc {value}")',
    'os.spawnlp(os.P_NOWAIT, "wc", "wc", "--", value)',
  ],
  [
    'import os',
    'os.execvp("bash", ["bash", "-c", f"wc {value}"])',
    'os.execvp("wc", ["wc", "--", value])',
  ],
  ['import os', 'os.system("wc " + value)', 'os.system("wc notes")'],
  ['import os', 'os.popen(f"wc {value}").read()', 'os.popen("wc notes").read()'],
  [
    'import subprocess',
    'subprocess.run(f"wc {value}", shell=True)',
    'subprocess.run(["wc", "--", value])',
  ],
  [
    'import subprocess',
    'subprocess.check_output("wc {}".format(value), shell=True)',
    'subprocess.check_output(["wc", "--", value])',
  ],
  [
    'import subprocess',
    'subprocess.Popen(["bash", "-lc", f"wc {value}"])',
    'subprocess.Popen(["bash", "-c", "wc \\"$1\\"", "wc", value])',
  ],
  [
    'import subprocess',
    'subprocess.run(["/bin/sh", "-e", "-c", "wc " + value])',
    'subprocess.run(["/bin/sh", "-e", "-c", "wc notes"])',
  ],
  [
    'import subprocess',
    'subprocess.run(args=f"wc {value}", shell=True)',
    'subprocess.run(args=["wc", "--", value])',
  ],
  ['import subprocess', 'subprocess.getoutput(f"wc {value}")', 'subprocess.getoutput("wc notes")'],
  [
    'import asyncio',
    'await asyncio.create_subprocess_shell(f"wc {value}")',
    'await asyncio.create_subprocess_exec("wc", "--", value)',
  ],
  [
    'import asyncio',
    'await asyncio.create_subprocess_exec("sh", "-c", f"wc {value}")',
    'await asyncio.create_subprocess_exec("wc", "--", value)',
  ],
  ['import pexpect', 'pexpect.run(f"wc {value}")', 'pexpect.run("wc notes")'],
  [
    'import pexpect',
    'pexpect.spawn("/bin/bash", ["-c", f"wc {value}"])',
    'pexpect.spawn("wc", ["--", value])',
  ],
  [
    'import paramiko',
    'client = paramiko.SSHClient()\nclient.exec_command(f"wc {value}")',
    'client = paramiko.SSHClient()\nclient.exec_command("wc notes")',
  ],
  [
    'import asyncssh',
    'async with asyncssh.connect("host") as connection:\n    await connection.run(f"wc {value}")',
    'async with asyncssh.connect("host") as connection:\n    await connection.run("wc notes")',
  ],
  [
    'from fabric import Connection',
    'Connection("host").run(f"wc {value}")',
    'Connection("host").run("wc notes")',
  ],
  ['from invoke import Context', 'Context().run(f"wc {value}")', 'Context().run("wc notes")'],
  ['import invoke', 'invoke.run(f"wc {value}")', 'invoke.run("wc notes")'],
  [
    'import docker\nbox = docker.from_env().containers.get("box")',
    'box.exec_run(f"sh -c \'wc {value}\'")',
    'box.exec_run(["wc", "--", value])',
  ],
  [
    'import docker\nbox = docker.from_env().containers.get("box")',
    'box.exec_run(["sh", "-c", f"wc {value}"])',
    'box.exec_run(["wc", "--", value])',
  ],
  [
    'import subprocess',
    'subprocess.run(["ssh", "host", f"wc {value}"])',
    'subprocess.run(["ssh", "host", "wc notes"])',
  ],
  [
    'import subprocess',
    'subprocess.run(["docker", "exec", "box", "sh", "-c", f"wc {value}"])',
    'subprocess.run(["docker", "exec", "box", "wc", "--", value])',
  ],
  [
    'import subprocess',
    'subprocess.run(["powershell", "-NoProfile", "-Command", f"Get-Content {value}"])',
    'subprocess.run(["powershell", "-NoProfile", "-File", "read.ps1"])',
  ],
  [
    'import anyio',
    'await anyio.run_process(f"wc {value}")',
    'await anyio.run_process(["wc", "--", value])',
  ],
  [
    'import trio',
    'await trio.run_process(f"wc {value}", shell=True)',
    'await trio.run_process(["wc", "--", value])',
  ],
  ['import sh', 'sh.bash("-c", f"wc {value}")', 'sh.wc("--", value)'],
  [
    'import subprocess',
    'subprocess.run(["bash"], input=f"wc {value}", text=True)',
    'subprocess.run(["wc"], input=value, text=True)',
  ],
  ['import commands', 'commands.getoutput("wc " + value)', 'commands.getoutput("wc notes")'],
  [
    'import subprocess',
    'subprocess.run(["osascript", "-e", f\'say "{value}"\'])',
    'subprocess.run(["osascript", "say.scpt", value])',
  ],
  [
    'import asyncio',
    'await asyncio.create_subprocess_exec("osascript", "-e", f\'say "{value}"\')',
    'await asyncio.create_subprocess_exec("osascript", "say.scpt", value)',
  ],
]);

facing('source/command-injection', 'go', [
  [
    ['os/exec'],
    'exec.Command("sh", "-c", "wc " + value).Run()',
    'exec.Command("wc", "--", value).Run()',
  ],
  [
    ['os/exec'],
    'exec.CommandContext(ctx, "/bin/bash", "-lc", "wc "+value).Run()',
    'exec.CommandContext(ctx, "wc", "--", value).Run()',
  ],
  [
    ['os/exec', 'fmt'],
    'exec.Command("bash", "-e", "-c", fmt.Sprintf("wc %s", value)).Run()',
    'exec.Command("bash", "-e", "-c", "wc notes").Run()',
  ],
  [
    ['os/exec'],
    'arguments := []string{"-c", "wc " + value}\nexec.Command("sh", arguments...).Run()',
    'arguments := []string{"--", value}\nexec.Command("wc", arguments...).Run()',
  ],
  [
    ['os/exec'],
    'exec.Command("cmd", "/C", "type "+value).Run()',
    'exec.Command("cmd", "/C", "type notes").Run()',
  ],
  [
    ['os/exec'],
    'exec.Command("powershell", "-Command", "Get-Content "+value).Run()',
    'exec.Command("powershell", "-File", "read.ps1").Run()',
  ],
  [
    ['golang.org/x/crypto/ssh'],
    'client, _ := ssh.Dial("tcp", "host:22", nil)\nsession, _ := client.NewSession()\nsession.Run("wc " + value)',
    'client, _ := ssh.Dial("tcp", "host:22", nil)\nsession, _ := client.NewSession()\nsession.Run("wc notes")',
  ],
  [
    ['os/exec'],
    'command := exec.Command("kubectl", "exec", "pod", "--", "sh", "-c", value)\ncommand.Run()',
    'command := exec.Command("kubectl", "exec", "pod", "--", "wc", value)\ncommand.Run()',
  ],
  [
    ['os/exec'],
    'exec.Command("ssh", "host", "wc "+value).Run()',
    'exec.Command("ssh", "host", "wc notes").Run()',
  ],
  [
    ['os/exec'],
    'exec.Command("osascript", "-e", "say \\""+value+"\\"").Run()',
    'exec.Command("osascript", "say.scpt", value).Run()',
  ],
]);

facing('source/code-evaluation', 'javascript', [
  [
    "import { spawn } from 'node:child_process';",
    "spawn('python3', ['-c', `print(${value})`]);",
    "spawn('python3', ['print.py', '--', value]);",
  ],
  [
    "import { execFileSync } from 'node:child_process';",
    "execFileSync('node', ['-e', value]);",
    "execFileSync('node', ['run.js', value]);",
  ],
]);

facing('source/code-evaluation', 'python', [
  [
    'import subprocess, sys',
    'subprocess.run([sys.executable, "-c", f"print({value})"])',
    'subprocess.run([sys.executable, "print.py", value])',
  ],
]);
