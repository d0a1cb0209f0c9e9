import { z } from 'zod';
import { dockerArgs } from './docker.js';

const repository = z.string().regex(/^[a-z0-9][a-z0-9/_-]{0,100}$/);

export function registerImageTools(server) {
  server.tool('images', 'Lists local images of a repository.', { repository }, async (args) => ({
    content: [{ type: 'text', text: dockerArgs('images', args.repository) }],
  }));
}
