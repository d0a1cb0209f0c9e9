import { z } from 'zod';

const Config = z.object({
  RELAY_GATEWAYS: z
    .string()
    .default('https://gw1.sensors.example,https://gw2.sensors.example')
    .transform((list) => list.split(',').map((item) => new URL(item.trim()).origin)),
  RELAY_TIMEOUT: z.coerce.number().default(7000),
});

export const config = Config.parse(process.env);
