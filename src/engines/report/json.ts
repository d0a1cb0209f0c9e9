import { visibleJson } from '../../domain/escape.ts';

/** Indented JSON text; what a terminal would hide or obey is escaped, so that it may be shown as it is. */
export function jsonText(value: unknown): string {
  return `${visibleJson(JSON.stringify(value, null, 2))}\n`;
}
