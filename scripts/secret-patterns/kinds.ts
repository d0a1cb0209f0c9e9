/** What a rule of the pack finds, as a noun: from its description, or from here where that says less. */
export function kindOf(id: string, description: string): string {
  const known = KINDS[id];
  if (known !== undefined) return known;
  const noun = NOUN.exec(description)?.[1];
  if (noun === undefined) throw new Error(`${id} needs a name: ${description}`);
  return noun.replaceAll(COMMON, (word) => word.toLowerCase());
}

const NOUN =
  /^\w+ (?:an? )?(?:(?:potential|possible|pattern resembling an?) )?([A-Z0-9].+?)(?:,|\.?$| which| that| potentially| risking| posing)/;
/** Words that descriptions write with capitals now and then. */
const COMMON =
  /\b(?:Access|Administrator|App(?:lication)?|Bearer|Bot|Client|Configuration|Cookie|Deploy|Encryption|Identity|Job|Key|Legacy|Organization|Page|Personal|Pipeline|Public|Publishable|Refresh|Registration|Routable|Runner|Secret|Sensitive|Service|Session|Token|Trigger|User|Webhook|Workspace)\b/g;

const KINDS: Readonly<Record<string, string>> = {
  'adobe-client-id': 'Adobe client id',
  'airtable-personnal-access-token': 'Airtable personal access token',
  'alibaba-access-key-id': 'Alibaba Cloud access key id',
  'aws-access-token': 'AWS access key id',
  'aws-amazon-bedrock-api-key-long-lived': 'Amazon Bedrock API key',
  'aws-amazon-bedrock-api-key-short-lived': 'Amazon Bedrock API key',
  'azure-ad-client-secret': 'Azure client secret',
  'cisco-meraki-api-key': 'Cisco Meraki API key',
  'clickhouse-cloud-api-secret-key': 'ClickHouse Cloud API key',
  'curl-auth-header': 'credential in the header of a curl command',
  'curl-auth-user': 'password of a curl command',
  'flutterwave-public-key': 'Flutterwave public key',
  'gcp-api-key': 'Google API key',
  'gitlab-cicd-job-token': 'GitLab CI/CD job token',
  'hashicorp-tf-api-token': 'Terraform API token',
  'hashicorp-tf-password': 'password in a Terraform file',
  'notion-api-token': 'Notion API token',
  'nuget-config-password': 'password in a NuGet configuration',
  'npm-access-token': 'npm access token',
  'sidekiq-sensitive-url': 'Sidekiq address with a password',
  'sourcegraph-access-token': 'Sourcegraph access token',
};
