const BASE = process.env.TRACKER_URL ?? 'https://tracker.example.com/api/v2';

export class ApiError extends Error {
  constructor(readonly status: number) {
    super(`the tracker answered ${status}`);
  }
}

export class TrackerApi {
  constructor(private readonly token: string) {}

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(BASE + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      redirect: 'error',
    });
    if (!response.ok) throw new ApiError(response.status);
    return (await response.json()) as T;
  }

  issue(project: string, key: string): Promise<{ title: string; text: string }> {
    return this.call('GET', `/projects/${segment(project)}/issues/${segment(key)}`);
  }

  comment(project: string, key: string, text: string): Promise<{ id: number }> {
    return this.call('POST', `/projects/${segment(project)}/issues/${segment(key)}/comments`, { text });
  }

  search(text: string): Promise<{ key: string; title: string }[]> {
    return this.call('GET', `/search?${new URLSearchParams({ q: text, limit: '20' })}`);
  }
}

function segment(value: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(value)) throw new RangeError('not a key');
  return encodeURIComponent(value);
}
