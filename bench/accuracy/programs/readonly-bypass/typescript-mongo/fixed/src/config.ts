export const config = {
  uri: process.env.MONGODB_URI ?? 'mongodb://127.0.0.1:27017',
  database: process.env.MONGODB_DATABASE ?? 'shop',
  readOnly: process.env.MONGODB_READ_ONLY !== 'false',
};

export function assertWritable(tool: string): void {
  if (config.readOnly) throw new Error(`${tool} is off: the server is read-only`);
}
