import type { Redis } from 'ioredis';

export interface ToolDefinition {
  description: string;
  writes: boolean;
  properties: Record<string, { type: string }>;
  run(redis: Redis, args: Record<string, string>): Promise<unknown>;
}

const key = { type: 'string' };

export const tools: Record<string, ToolDefinition> = {
  get: {
    description: 'Reads a key.',
    writes: false,
    properties: { key },
    run: (redis, args) => redis.get(args.key!),
  },
  type: {
    description: 'Says what a key holds.',
    writes: false,
    properties: { key },
    run: (redis, args) => redis.type(args.key!),
  },
  set: {
    description: 'Writes a key.',
    writes: true,
    properties: { key, value: { type: 'string' } },
    run: (redis, args) => redis.set(args.key!, args.value!),
  },
  remove: {
    description: 'Removes a key.',
    writes: true,
    properties: { key },
    run: (redis, args) => redis.del(args.key!),
  },
  expire: {
    description: 'Lets a key expire.',
    writes: true,
    properties: { key, seconds: { type: 'string' } },
    run: (redis, args) => redis.expire(args.key!, Number(args.seconds)),
  },
};
