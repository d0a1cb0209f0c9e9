import type { NextFunction, Request, Response } from 'express';

/** Refuses what a page in a browser could send through a rebound name. */
export function localOnly(port: number) {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const origins = new Set([...hosts].map((host) => `http://${host}`));

  return (req: Request, res: Response, next: NextFunction): void => {
    const { host, origin } = req.headers;
    if (host === undefined || !hosts.has(host)) {
      res.status(403).json({ error: 'host not allowed' });
      return;
    }
    if (origin !== undefined && !origins.has(origin)) {
      res.status(403).json({ error: 'origin not allowed' });
      return;
    }
    next();
  };
}
