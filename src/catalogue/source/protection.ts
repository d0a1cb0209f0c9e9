// What code looks like that protects a server, wherever in the server it stands.

/** It asks for a credential, or has a library ask for it. What is set on a request that it sends is no question. */
export const AUTHENTICATES: RegExp =
  /requireBearerAuth|BearerAuth|headers\??\.?\[?\s*['"]?authorization\b(?!['"]?\]?\s*=(?!=))|\.(?:get|header|Get)\(\s*['"`][aA]uthorization['"`]|RequireBearerToken|AuthSettings|authorization\s*:\s*[^\n=]{0,60}\bHeader\(|HTTPBearer\(|OAuth2PasswordBearer|TokenVerifier|OAuthProvider|verify_?[tT]oken|jwtVerify|passport\.authenticate|(?:headers\??\.?\[|\.(?:get|header|Get)\(|alias\s*=|APIKeyHeader\([^)\n]{0,60})\s*['"`][xX]-[aA][pP][iI]-[kK]ey['"`](?!\]\s*=(?!=))|timingSafeEqual|compare_digest/;

/**
 * It looks at the Host or Origin header, or has a library look. Where the header only becomes part of a text,
 * such as the base of an address, nothing is compared.
 */
export const CHECKS_ORIGIN: RegExp =
  /(?<!\$\{[\w.?]{0,30})headers\??\.?\[?\s*['"]?(?:origin|host)\b(?!name)|\{[^{}\n]{0,80}\b(?:host|origin)\b[^{}\n]{0,80}\}\s*=\s*[\w.]{1,60}\.headers\b|\.(?:get|header|Get)\(\s*b?['"`](?:[oO]rigin|[hH]ost)['"`]|\br(?:eq|equest)?\.Host\b|[hH]ostHeaderValidation|[lL]ocalhostHostValidation|[oO]riginValidation|createMcp(?:Express|Hono|Fastify)App|TrustedHostMiddleware|TransportSecurity(?!Settings\([^)\n]{0,80}=\s*False)|CrossOriginProtection|[vV]alidate_?[oO]rigin|check_?[oO]rigin|[aA]llowed_?[oO]rigins?\b|[aA]llowed_?[hH]osts?\b|isAllowedOrigin|verifyClient|CheckOrigin/;

/** The session in which statements are run cannot write. */
export const LIMITS_SESSIONS: RegExp =
  /\bREAD[ _]ONLY\b|default_transaction_read_only|set_authorizer|query_only(?!\s*=\s*(?:[oO][fF][fF]|0|[fF]alse))|mode=ro\b|READ_ACCESS|AccessMode\.READ|AccessMode:\s*\w+\.ReadOnly|ReadOnly:\s*true|executeRead|execute_read|readonly:\s*true|set_session\(\s*readonly|\.read_?only\s*=\s*[tT]rue/;

/** A parser of the query language judges statements. */
export const PARSES_STATEMENTS: RegExp =
  /\bsqlglot\b|\bsqlparse\b|pgsql-ast-parser|node-sql-parser|libpg[-_]query|pg_query|pglast|pgsql-parser|sqloxide|sqlfluff|sql-parser-cst|dt-sql-parser|vitess|pingcap\/parser/;
