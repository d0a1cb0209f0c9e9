import { execSync, spawnSync } from "node:child_process";

export const REPO = process.env.RELEASE_REPO ?? process.cwd();

export function tags(): string[] {
  const { stdout } = spawnSync("git", ["tag", "--list", "--sort=-creatordate"], { cwd: REPO, encoding: "utf8" });
  return stdout.split("\n").filter((line) => line !== "");
}

export function between(older: string, newer: string): string {
  return execSync(
    `git log --no-merges --pretty='format:- %s (%an)' ${older}..${newer} | sort -u`,
    { cwd: REPO, encoding: "utf8", maxBuffer: 4 << 20 },
  );
}

export function authors(): string {
  return execSync("git shortlog -sne HEAD | head -n 40", { cwd: REPO, encoding: "utf8" });
}
