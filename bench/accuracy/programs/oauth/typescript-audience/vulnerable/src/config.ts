import { z } from 'zod';

const Env = z.object({
  ISSUER: z.string().url(),
  RESOURCE: z.string().url(),
  PORT: z.coerce.number().int().default(8443),
});

const env = Env.parse(process.env);

export const config = {
  issuer: env.ISSUER,
  resource: env.RESOURCE,
  port: env.PORT,
  hosts: new Set([new URL(env.RESOURCE).host, `127.0.0.1:${env.PORT}`]),
};
