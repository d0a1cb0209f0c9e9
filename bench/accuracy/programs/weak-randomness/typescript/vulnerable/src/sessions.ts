import { randomUUID } from 'node:crypto';

export interface Session {
  readonly id: string;
  readonly user: string;
}

const sessions = new Map<string, Session>();
export const unguessable = randomUUID;

export function openSession(user: string): string {
  const sessionId = Math.random().toString(36).slice(2);
  sessions.set(sessionId, { id: sessionId, user });
  return sessionId;
}
