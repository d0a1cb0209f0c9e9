// Names in the text around a value.

/** The characters of a name that end at an offset, at most so many. */
export function nameBefore(text: string, at: number, most: number): string {
  let start = at;
  while (start > 0 && at - start < most && isNameCharacter(text.charCodeAt(start - 1))) start -= 1;
  return text.slice(start, at);
}

/** The last name in front of an offset, with no more than a few signs and blanks between. */
export function lastName(text: string, at: number): string {
  let end = at;
  while (end > 0 && at - end < 6 && !isNameCharacter(text.charCodeAt(end - 1))) end -= 1;
  return nameBefore(text, end, 60);
}

function isNameCharacter(code: number): boolean {
  const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
  return isLetter || (code >= 48 && code <= 57) || code === 95 || code === 45 || code === 46;
}

/** Whether a name that sounds like a secret's is that of something near one. */
export function isOtherName(name: string): boolean {
  return OTHER.test(name);
}

const OTHER =
  /accessib|accessor|access[_.-]?(?:id|level|mode|type|policy)|api[_.-]?(?:id|name|version|url|base)|author|credentials?[_.-]?id|withcredentials|(?:bucket|foreign|hot|idx|natural|primary|pub(?:lic)?|schema|sequence|partition|sort|cache|storage|row|object|react|lookup|group|order|item|map|dict|field|column|index|query|routing|idempotency|ssh[_.-]?host)[_.-]?keys?|turkey|monkey|keyboard|key[_.-]?(?:alias|board|code|frame|id|length|mesh|name|pair|press|ring|selector|size|stone|word|up|down|left|right|path|prefix|hash|arn|type|format|vault|url|uri|version)|key(?:store|tab)|keying|keyword|secret[_.-]?(?:length|name|size|arn|id|path|version|ref|key[_.-]?ref)|csrf|xsrf|(?:api|credentials|token|auth)[_.-]?(?:endpoint|ur[il]|type|name|path|file|count|limit|id|arn|format|header|server|method|scheme|budget|usage|provider|expir\w*|ttl)|next[_.-]?token|page[_.-]?token|continuation|sync[_.-]?token|public[_.-]?token|(?:key|token|secret|password)[_.-]?(?:file|field|env|var|prefix|pattern|regex|hint|label|placeholder|hash|digest)|hash|digest|checksum|fingerprint|tokenizer|sha\d|md5|integrity|uuid|guid|nonce|etag/i;
