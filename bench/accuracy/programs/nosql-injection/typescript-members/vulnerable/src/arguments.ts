type Args = Record<string, any>;

/** Takes the named arguments out of a call. */
export function take(args: Args | undefined, ...names: string[]): any[] {
  return names.map((name) => {
    const value = args?.[name];
    if (value === undefined || value === '') throw new Error(`${name} is missing`);
    return value;
  });
}
