// What every lab speaks: the Model Context Protocol in both its eras, small enough to read in one go.
// Legacy revisions open with `initialize`; from 2026-07-28 on every request carries its own version.

/**
 * @typedef {Record<string, any>} Json
 * @typedef {'legacy' | 'modern'} Era
 * @typedef {Json & { name: string, run?: (args: Json) => string }} Tool  listed without `run`
 * @typedef {Json & { name: string, text?: string }} Prompt  listed without `text`, which a get returns
 * @typedef {Json & { uri: string, text?: string }} Resource  listed without `text`, which a read returns
 *
 * @typedef {object} Lab  a whole server as one value
 * @property {string} name
 * @property {string} version
 * @property {string} [instructions]
 * @property {readonly Tool[]} [tools]
 * @property {readonly Prompt[]} [prompts]
 * @property {readonly Resource[]} [resources]
 * @property {readonly Json[]} [templates]
 * @property {readonly Era[]} [eras]  both where nothing is said
 * @property {number} [pageSize]  everything on one page where nothing is said
 * @property {(asked: Asked) => Partial<Lab>} [later]  what has become different by then
 * @property {boolean} [announces]  whether it says so when its tools change
 *
 * @typedef {object} Asked  what a lab has been asked so far
 * @property {number} lists  how often for its tools
 * @property {number} calls
 * @property {string} client  who asks now, by its own word
 */

export const MODERN = '2026-07-28';
export const LEGACY = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'];
export const VERSION_KEY = 'io.modelcontextprotocol/protocolVersion';
const CAPABILITIES_KEY = 'io.modelcontextprotocol/clientCapabilities';
const CLIENT_KEY = 'io.modelcontextprotocol/clientInfo';
const SERVER_INFO_KEY = 'io.modelcontextprotocol/serverInfo';

/** A JSON-RPC error that a lab answers with. */
export class Refusal extends Error {
  /** @param {number} code @param {string} message @param {Json} [data] */
  constructor(code, message, data) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** @param {Lab} lab @returns {readonly Era[]} */
export const erasOf = (lab) => lab.eras ?? ['legacy', 'modern'];

/**
 * Answers one message; undefined for notifications, which need none.
 * @param {Lab} lab
 * @param {Json} message
 * @returns {Json | undefined}
 */
export function answer(lab, message) {
  const { id, method } = message;
  if (id === undefined || typeof method !== 'string') return undefined;
  const params = message['params'] ?? {};
  const asked = askedOf(lab);
  asked.client = clientIn(params) ?? asked.client;
  try {
    return { jsonrpc: '2.0', id, result: resultOf(asItIsNow(lab), method, params) };
  } catch (thrown) {
    return { jsonrpc: '2.0', id, error: errorOf(thrown) };
  } finally {
    if (method === 'tools/list') asked.lists += 1;
    if (method === 'tools/call') asked.calls += 1;
  }
}

/** @type {WeakMap<Lab, Asked>} */
const histories = new WeakMap();

/** @param {Lab} lab @returns {Asked} */
function askedOf(lab) {
  const asked = histories.get(lab) ?? { lists: 0, calls: 0, client: '' };
  histories.set(lab, asked);
  return asked;
}

/** The lab with whatever has become different since it was first asked. @param {Lab} lab @returns {Lab} */
export const asItIsNow = (lab) => ({ ...lab, ...lab.later?.(askedOf(lab)) });

/** @param {Json} params @returns {string | undefined} */
const clientIn = (params) => (params['clientInfo'] ?? params['_meta']?.[CLIENT_KEY])?.name;

/** @param {unknown} thrown @returns {Json} */
function errorOf(thrown) {
  if (!(thrown instanceof Refusal)) return { code: -32603, message: 'Internal error' };
  const { code, message, data } = thrown;
  return { code, message, ...(data && { data }) };
}

/** @param {Lab} lab @param {string} method @param {Json} params @returns {Json} */
function resultOf(lab, method, params) {
  const version = params['_meta']?.[VERSION_KEY];
  if (version === undefined) return legacyResult(lab, method, params);
  return modernResult(lab, method, params, version);
}

/** @param {Lab} lab @param {string} method @param {Json} params @returns {Json} */
function legacyResult(lab, method, params) {
  if (!erasOf(lab).includes('legacy')) throw unsupported(lab, params['protocolVersion']);
  if (method === 'ping') return {};
  if (method !== 'initialize') return contents(lab, method, params);
  const wanted = params['protocolVersion'];
  return {
    protocolVersion: LEGACY.includes(wanted) ? wanted : LEGACY[0],
    capabilities: capabilitiesOf(lab),
    serverInfo: { name: lab.name, version: lab.version },
    ...(lab.instructions && { instructions: lab.instructions }),
  };
}

/** @param {Lab} lab @param {string} method @param {Json} params @param {unknown} version @returns {Json} */
function modernResult(lab, method, params, version) {
  // A server of the old era does not know the method, whatever version the request names.
  if (!erasOf(lab).includes('modern')) throw new Refusal(-32601, `Method not found: ${method}`);
  if (version !== MODERN) throw unsupported(lab, version);
  if (!hasMeta(params)) throw new Refusal(-32602, 'Missing request metadata');
  const result = method === 'server/discover' ? discovery(lab) : contents(lab, method, params);
  const isCacheable = !/^(?:tools\/call|prompts\/get)$/.test(method);
  return {
    resultType: 'complete',
    ...result,
    ...(isCacheable && { ttlMs: 60_000, cacheScope: 'public' }),
  };
}

/** Whether a request carries what the new era demands of each. @param {Json} [params] @returns {boolean} */
export const hasMeta = (params) =>
  typeof params?.['_meta']?.[VERSION_KEY] === 'string' &&
  typeof params['_meta'][CAPABILITIES_KEY] === 'object';

/** @param {Lab} lab @returns {Json} */
const discovery = (lab) => ({
  supportedVersions: versionsOf(lab),
  capabilities: capabilitiesOf(lab),
  ...(lab.instructions && { instructions: lab.instructions }),
  _meta: { [SERVER_INFO_KEY]: { name: lab.name, version: lab.version } },
});

/** @param {Lab} lab @param {unknown} requested */
const unsupported = (lab, requested) =>
  new Refusal(-32022, 'Unsupported protocol version', {
    supported: versionsOf(lab),
    requested: String(requested),
  });

/** @param {Lab} lab @returns {string[]} */
const versionsOf = (lab) =>
  erasOf(lab).includes('legacy') ? [MODERN, ...LEGACY.slice(0, 1)] : [MODERN];

/** @param {Lab} lab @returns {Json} */
const capabilitiesOf = (lab) => ({
  ...(lab.tools && { tools: lab.announces ? { listChanged: true } : {} }),
  ...(lab.prompts && { prompts: {} }),
  ...((lab.resources || lab.templates) && { resources: {} }),
});

/** The methods that mean the same in both eras. @param {Lab} lab @param {string} method @param {Json} params @returns {Json} */
function contents(lab, method, params) {
  switch (method) {
    case 'tools/list':
      return page(lab, 'tools', lab.tools, params);
    case 'prompts/list':
      return page(lab, 'prompts', lab.prompts, params);
    case 'resources/list':
      return page(lab, 'resources', lab.resources ?? lab.templates?.slice(0, 0), params);
    case 'resources/templates/list':
      return page(lab, 'resourceTemplates', lab.templates ?? lab.resources?.slice(0, 0), params);
    case 'tools/call':
      return callTool(find(lab.tools, 'name', params), params['arguments'] ?? {});
    case 'prompts/get':
      return { messages: [userSays(find(lab.prompts, 'name', params)['text'] ?? '')] };
    case 'resources/read':
      return { contents: [contentOf(find(lab.resources, 'uri', params))] };
    default:
      throw new Refusal(-32601, `Method not found: ${method}`);
  }
}

/**
 * One page of a list; the cursor is the place where the next page starts.
 * @param {Lab} lab @param {string} key @param {readonly Json[] | undefined} items @param {Json} params @returns {Json}
 */
function page(lab, key, items, params) {
  if (!items) throw new Refusal(-32601, `Method not found: this server has no ${key}`);
  const start = Number(params['cursor'] ?? 0);
  if (!Number.isInteger(start) || start < 0 || start > items.length) {
    throw new Refusal(-32602, 'Invalid cursor');
  }
  const end = start + (lab.pageSize ?? items.length);
  return {
    [key]: items.slice(start, end).map(({ run: _run, text: _text, ...listed }) => listed),
    ...(end < items.length && { nextCursor: String(end) }),
  };
}

/**
 * @template {Json} Item
 * @param {readonly Item[] | undefined} items @param {'name' | 'uri'} key @param {Json} params @returns {Item}
 */
function find(items, key, params) {
  const item = items?.find((candidate) => candidate[key] === params[key]);
  if (!item) throw new Refusal(-32602, `Unknown ${key}`);
  return item;
}

/** @param {Tool} tool @param {Json} args @returns {Json} */
function callTool(tool, args) {
  const missing = (tool['inputSchema']?.required ?? []).filter(
    (/** @type {string} */ name) => args[name] === undefined,
  );
  const isError = missing.length > 0;
  const text = isError ? `Missing: ${missing.join(', ')}` : (tool.run?.(args) ?? 'Done.');
  return { content: [{ type: 'text', text }], ...(isError && { isError }) };
}

/** @param {string} text @returns {Json} */
const userSays = (text) => ({ role: 'user', content: { type: 'text', text } });

/** @param {Resource} resource @returns {Json} */
const contentOf = ({ uri, text = '' }) => ({ uri, mimeType: 'text/plain', text });
