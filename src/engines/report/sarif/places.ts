import { pointerSteps } from '../../../domain/json.ts';
import { placeText } from '../../../domain/place.ts';
import type { Place } from '../../../domain/place.ts';
import type { FoundRecord } from '../../../domain/report.ts';
import type { RenderOptions } from '../options.ts';
import { below, fileUri, isAbsolute, uriPath } from '../paths.ts';

/** The base of relative addresses: the folder in which Warder ran. */
export const ROOT = 'SRCROOT';

/**
 * A place as SARIF locations. A definition has no file: its logical location says where it is, and the
 * entry that starts its server stands for it physically, because viewers ask for a file.
 */
export function locationsOf(
  place: Place,
  entry: FoundRecord | undefined,
  options: RenderOptions,
): object[] {
  if (place.in === 'file' && place.commit !== undefined) {
    // Viewers show the file of today, in which that line is another one or none.
    const name = `commit ${place.commit.slice(0, 12)}`;
    const logical = { name, fullyQualifiedName: placeText(place), kind: 'commit' };
    return [
      { ...physical({ ...place, line: 1, column: 1 }, options), logicalLocations: [logical] },
    ];
  }
  if (place.in === 'file') {
    const at = place.pointer ?? '';
    const name = pointerSteps(at).at(-1);
    const logical = { name, fullyQualifiedName: at, kind: 'value' };
    return [
      { ...physical(place, options), ...(name !== undefined && { logicalLocations: [logical] }) },
    ];
  }
  const { kind, name, offset, pointer, server } = place;
  return [
    {
      ...(entry !== undefined && isAbsolute(entry.path)
        ? physical(entry, options)
        : standIn(server)),
      logicalLocations: [
        {
          name,
          fullyQualifiedName: `${server}/${kind}/${name}#${pointer}`,
          kind,
          ...(offset !== undefined && { properties: { offset } }),
        },
        { name: server, fullyQualifiedName: server, kind: 'module' },
      ],
    },
  ];
}

function physical(
  { column, line, path }: Pick<FoundRecord, 'path' | 'line' | 'column'>,
  { cwd }: RenderOptions,
): object {
  const inside = below(path, cwd);
  if (inside === undefined && !isAbsolute(path)) return standIn(path);
  const isWindows = !path.startsWith('/');
  return {
    physicalLocation: {
      artifactLocation:
        inside === undefined
          ? { uri: fileUri(path) }
          : { uri: uriPath(isWindows ? inside.replaceAll('\\', '/') : inside), uriBaseId: ROOT },
      region: { startLine: line, startColumn: column },
    },
  };
}

/** A server that was given on the command line stands in no file; services refuse results without one. */
function standIn(name: string): object {
  return {
    physicalLocation: { artifactLocation: { uri: uriPath(name) }, region: { startLine: 1 } },
  };
}
