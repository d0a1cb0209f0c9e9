import type { Command, Option } from '../../../../domain/command.ts';
import type { ConfigSubject } from '../../../../domain/rule.ts';
import { localLaunch, notLocal } from './launch.ts';

/** For rules about containers: why they do not apply to an entry. */
export function notContainer(subject: ConfigSubject): string | undefined {
  const why = notLocal(subject);
  if (why !== undefined) return why;
  return localLaunch(subject)?.command.image === undefined ? 'no image is run' : undefined;
}

/** A folder or socket of the host that a container is given. */
export interface Mount {
  readonly source: string;
  readonly isReadOnly: boolean;
  readonly option: Option;
}

/** Bind mounts of a container: `-v source:target[:options]` and `--mount type=bind,source=…`. */
export function mountsOf({ options }: Command): Mount[] {
  return options.flatMap((option): Mount[] => {
    const { name, value = '' } = option;
    if (name === '-v' || name === '--volume') {
      // A drive letter's colon does not end the source.
      const [, source = '', rest = ''] =
        /^((?:[A-Za-z]:(?=[\\/]))?[^:]*)(?::(.*))?$/s.exec(value) ?? [];
      const isPath = /^(?:[\\/~.$%]|[A-Za-z]:)/.test(source);
      const isReadOnly = /(?:^|[:,])ro(?:,|$)/.test(rest);
      return isPath && rest !== '' ? [{ source, isReadOnly, option }] : [];
    }
    if (name !== '--mount') return [];
    const parts = new Map(value.split(',').map((part) => keyValue(part)));
    const source = parts.get('source') ?? parts.get('src');
    const isReadOnly = ['readonly', 'ro'].some(
      (key) => parts.has(key) && parts.get(key) !== 'false',
    );
    return parts.get('type') === 'bind' && source !== undefined
      ? [{ source, isReadOnly, option }]
      : [];
  });
}

function keyValue(text: string): [string, string] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text.trim(), ''] : [text.slice(0, equals).trim(), text.slice(equals + 1)];
}
