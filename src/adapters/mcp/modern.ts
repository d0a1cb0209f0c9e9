import type { JsonObject } from '../../domain/json.ts';

const PREFIX = 'io.modelcontextprotocol/';
export const versionKey: string = `${PREFIX}protocolVersion`;
export const serverInfoKey: string = `${PREFIX}serverInfo`;

/** Who asks. Servers must not decide on it, but some show it. */
export interface ClientInfo {
  readonly name: string;
  readonly version: string;
}

/** The parameters of a stateless request: each carries version, identity and (no) capabilities. */
export function modernParams(params: JsonObject, version: string, client: ClientInfo): JsonObject {
  const _meta = {
    [versionKey]: version,
    [`${PREFIX}clientInfo`]: { name: client.name, version: client.version },
    [`${PREFIX}clientCapabilities`]: {},
  };
  return { ...params, _meta };
}
