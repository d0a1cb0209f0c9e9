export interface Settings {
  port: number;
  hosts: string[];
}

export function settings(env: NodeJS.ProcessEnv): Settings {
  const port = Number.parseInt(env.SOUND_PORT ?? '6610', 10);
  return { port, hosts: [`localhost:${port}`, `127.0.0.1:${port}`] };
}
