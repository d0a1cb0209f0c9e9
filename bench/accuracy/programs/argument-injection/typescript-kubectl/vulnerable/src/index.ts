import { FastMCP } from 'fastmcp';
import { z } from 'zod';
import { KINDS, Kubectl } from './kubectl';

const kubectl = new Kubectl(process.env.KUBE_CONTEXT ?? 'staging');
const server = new FastMCP({ name: 'kube-peek', version: '0.9.9' });

const namespace = z.string().default('default');
const kind = z.enum(KINDS);

server.addTool({
  name: 'list',
  description: 'Lists objects of a namespace.',
  parameters: z.object({ kind, namespace }),
  execute: (args) => kubectl.list(args.kind, args.namespace),
});

server.addTool({
  name: 'describe',
  description: 'Describes an object.',
  parameters: z.object({ kind, name: z.string(), namespace }),
  execute: (args) => kubectl.describe(args.kind, args.name, args.namespace),
});

server.addTool({
  name: 'logs',
  description: 'Shows the last lines that a pod has logged.',
  parameters: z.object({ pod: z.string(), namespace, lines: z.number().int().min(1).max(1000).default(100) }),
  execute: (args) => kubectl.logs(args.pod, args.namespace, args.lines),
});

await server.start({ transportType: 'stdio' });
