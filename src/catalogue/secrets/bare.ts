/** Whether values in it stand without quotes, as in `.env`, YAML and INI files. */
export function hasBareValues(path: string): boolean {
  return /(?:^|\/)\.(?:env(?:\.[\w-]{1,30}){0,3}|npmrc|pypirc|netrc|pgpass)$|\.(?:env|ini|cfg|conf|properties|ya?ml|tfvars|service)$/i.test(
    path.slice(-300),
  );
}
