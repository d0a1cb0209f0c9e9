// Clients let their configuration refer to values that stand elsewhere: `${TOKEN}`, `${env:TOKEN}`,
// `{env:TOKEN}`, `${TOKEN:-default}`, `${input:token}`.

const PLACEHOLDER = /\$\{([^{}]{1,2000})\}|\{(env:\w{1,200})\}/g;
const VARIABLE = /^(?:env:)?([A-Za-z_][\w.]{0,199})(?::-(.*))?$/s;

export type Filled =
  | { readonly ok: true; readonly text: string }
  /** What stands between the braces of the first placeholder that has no value. Foreign text. */
  | { readonly ok: false; readonly missing: string };

/**
 * The text with its placeholders replaced. What is put in is not read for placeholders again.
 *
 * @param lookup the value of a variable; an empty one gives way to the placeholder's default
 */
export function fillPlaceholders(
  text: string,
  lookup: (name: string) => string | undefined,
): Filled {
  let missing: string | undefined;
  const filled = text.replace(PLACEHOLDER, (_all, dollar?: string, brace?: string) => {
    const inside = dollar ?? brace ?? '';
    const [, name, fallback] = VARIABLE.exec(inside) ?? [];
    const value = name === undefined ? undefined : lookup(name);
    const chosen = fallback === undefined ? value : value || fallback;
    if (chosen === undefined) missing ??= inside;
    return chosen ?? '';
  });
  return missing === undefined ? { ok: true, text: filled } : { ok: false, missing };
}
