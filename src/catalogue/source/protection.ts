// What code looks like that protects a server, wherever in the server it stands.

/** It asks for a credential, or has a library ask for it. */
export const AUTHENTICATES: RegExp =
  /requireBearerAuth|BearerAuth|headers\??\.?\[?\s*['"]?authorization\b|\.(?:get|header|Get)\(\s*['"`][aA]uthorization['"`]|RequireBearerToken|AuthSettings|TokenVerifier|OAuthProvider|verify_?[tT]oken|jwtVerify|passport\.authenticate|x-api-key|timingSafeEqual|compare_digest/;

/** It looks at the Host or Origin header, or has a library look. */
export const CHECKS_ORIGIN: RegExp =
  /headers\??\.?\[?\s*['"]?(?:origin|host)\b(?!name)|\.(?:get|header|Get)\(\s*['"`](?:[oO]rigin|[hH]ost)['"`]|r(?:eq|equest)?\.Host\b|[hH]ostHeaderValidation|[lL]ocalhostHostValidation|[oO]riginValidation|createMcp(?:Express|Hono|Fastify)App|TrustedHostMiddleware|TransportSecurity|CrossOriginProtection|[vV]alidate_?[oO]rigin|check_?[oO]rigin|allowed_?[oO]rigins?\b|allowed_?[hH]osts?\b|isAllowedOrigin|verifyClient|CheckOrigin/;

/** The session in which statements are run cannot write. */
export const LIMITS_SESSIONS: RegExp =
  /\bREAD[ _]ONLY\b|default_transaction_read_only|set_authorizer|query_only|mode=ro\b|READ_ACCESS|AccessMode\.READ|ReadOnly:\s*true|executeRead|execute_read|readonly:\s*true|set_session\(\s*readonly|\.read_?only\s*=\s*[tT]rue/;

/** A parser of the query language judges statements. */
export const PARSES_STATEMENTS: RegExp =
  /\bsqlglot\b|\bsqlparse\b|pgsql-ast-parser|node-sql-parser|libpg[-_]query|pg_query|pglast|pgsql-parser|sqloxide|sqlfluff|sql-parser-cst|dt-sql-parser|vitess|pingcap\/parser/;
