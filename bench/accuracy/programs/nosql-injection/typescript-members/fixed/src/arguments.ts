type Args = Record<string, unknown>;

/** Takes the named arguments out of a call. All of them are text. */
export function take(args: Args | undefined, ...names: string[]): string[] {
  return names.map((name) => {
    const value = args?.[name];
    if (typeof value !== 'string' || value === '') throw new Error(`${name} is missing`);
    return value;
  });
}
