import { z } from 'zod';
import { containers, docker } from './docker.js';

const say = (text, isError = false) => ({ isError, content: [{ type: 'text', text }] });

export function registerContainerTools(server) {
  server.tool('containers', 'Lists the containers.', async () => say(containers().join('\n')));

  server.tool(
    'restart_container',
    'Restarts a container.',
    { name: z.string() },
    async ({ name }) => {
      if (!containers().includes(name)) return say('There is no such container.', true);
      return say(docker(`restart ${name}`));
    },
  );

  server.tool(
    'run_once',
    'Starts a container from an image, waits for it and returns what it prints.',
    { image: z.string().describe('image reference, e.g. alpine:3.20') },
    async ({ image }) => {
      try {
        return say(docker(`run --rm --network=none --memory=256m ${image} 2>&1 | tail -n 100`));
      } catch {
        return say('The container failed.', true);
      }
    },
  );
}
