import { describe, expect, test } from 'vitest';
import { findSecret } from './secret-find.ts';

const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';
const key = `-----BEGIN PRIVATE KEY-----\n${drawn}${drawn}${drawn}\n-----END PRIVATE KEY-----`;

describe('a literal secret', () => {
  test.each([
    ['GITHUB_TOKEN', `ghp_${drawn}`, 'GitHub token'],
    ['ANYTHING', `x ghp_${drawn} y`, 'GitHub token'],
    ['CREDENTIALS', `{"private_key":"${key}"}`, 'private key'],
    ['API_KEY', 'hunter2', 'value whose name says that it is secret'],
    ['DB_PASSWORD', 'correct horse battery', 'value whose name says that it is secret'],
    ['MY_KEY', drawn, 'value whose name says that it is secret'],
    ['Authorization', `Bearer ${drawn}`, 'value whose name says that it is secret'],
    ['DATABASE_URL', 'postgres://app:hunter2@db.example/app', 'password in an address'],
    ['HEADERS', `{"Authorization":"Bearer ${drawn}"}`, 'authorization value'],
    ['TOKEN', '${TOKEN:-hunter2}', 'value whose name says that it is secret'],
  ])('%s=%s is found', (name, value, kind) => {
    expect(findSecret(value, name)).toMatchObject({ kind });
  });

  test.each([
    ['API_KEY', ''],
    ['API_KEY', '   '],
    ['API_KEY', '${API_KEY}'],
    ['API_KEY', '${env:API_KEY}'],
    ['API_KEY', '${input:api-key}'],
    ['API_KEY', '$API_KEY'],
    ['API_KEY', '%API_KEY%'],
    ['API_KEY', '{env:API_KEY}'],
    ['API_KEY', '${{ secrets.API_KEY }}'],
    ['API_KEY', '${API_KEY:-}'],
    ['API_KEY', 'op://vault/item/field'],
    ['API_KEY', '<your api key>'],
    ['API_KEY', 'YOUR_API_KEY'],
    ['API_KEY', 'your-api-key-here'],
    ['API_KEY', 'yourApiKeyHere'],
    ['API_KEY', 'yourapikey'],
    ['SLACK_BOT_TOKEN', 'xoxb-your-bot-token'],
    ['HEADERS', '{"Authorization": "Bearer ntn_****"}'],
    ['MONGODB_URI', 'mongodb+srv://user:pass@cluster.example/app'],
    ['API_KEY', 'xxx'],
    ['API_KEY', 'sk-xxxxxxxxxxxxxxxxxxxxxxxx'],
    ['API_KEY', 'sk-...'],
    ['API_KEY', 'changeme'],
    ['API_KEY', 'change-me'],
    ['API_KEY', 'INSERT_KEY_HERE'],
    ['API_KEY', '********'],
    ['GITHUB_TOKEN', 'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
    ['GITHUB_TOKEN', 'ghp_1234567890abcdefghijklmnopqrstuvwxyz'],
    ['AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE'],
    ['TOKEN', 'MY_SERVICE_TOKEN'],
    ['Authorization', 'Bearer ${TOKEN}'],
    ['Authorization', 'Bearer <token>'],
    ['Authorization', 'Bearer YOUR_TOKEN'],
    ['MAX_TOKENS', '4096'],
    ['TOKEN_LIMIT', '100000'],
    ['USE_TOKEN', 'true'],
    ['REQUIRE_AUTH', 'yes'],
    ['AUTH', 'oauth'],
    ['API_KEY_FILE', '/run/secrets/api-key'],
    ['TOKEN', '/run/secrets/token'],
    ['TOKEN_URL', 'https://login.example.com/token'],
    ['SSH_KEY', '~/.ssh/id_ed25519'],
    ['CACHE_KEY', 'user-settings'],
    ['PUBLIC_KEY', drawn],
    ['DATABASE_URL', 'postgres://app@db.example/app'],
    ['DATABASE_URL', 'postgres://postgres:postgres@localhost/app'],
    ['DATABASE_URL', 'postgres://app:${DB_PASSWORD}@db.example/app'],
    ['COMMIT', '0123456789abcdef0123456789abcdef01234567'],
    ['NOTE', 'Basic authentication is not enabled here'],
  ])('%s=%s is none', (name, value) => {
    expect(findSecret(value, name)).toBeUndefined();
  });
});
