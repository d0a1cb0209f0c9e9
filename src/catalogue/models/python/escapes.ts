import type { Model } from '../../../domain/flow.ts';
import { members, python } from '../../source/calls.ts';

// Functions that quote or escape, each for one reader.

export const models: readonly Model[] = [
  {
    languages: python,
    calls: ['shlex.quote', 'pipes.quote', 'shlex.join', 'shellescape.quote', 'mslex.quote'],
    gives: ['shell-quoted', 'one-line'],
    drops: ['contained'],
  },
  {
    languages: python,
    calls: [
      ...members('urllib.parse', ['quote_plus', 'urlencode']),
      'urllib.parse.quote_from_bytes',
      'httpx.QueryParams',
    ],
    gives: ['url-encoded', 'one-line'],
  },
  {
    languages: python,
    calls: ['urllib.parse.quote', 'requests.utils.quote', 'urllib.request.quote', 'yarl.URL.build'],
    gives: ['url-encoded', 'one-line'],
  },
  {
    languages: python,
    calls: [
      ...members('urllib.parse', ['unquote', 'unquote_plus', 'parse_qs', 'parse_qsl']),
      ...members('base64', [
        'b64decode',
        'urlsafe_b64decode',
        'b32decode',
        'b16decode',
        'standard_b64decode',
      ]),
      'html.unescape',
      'os.path.expandvars',
      'os.path.expanduser',
    ],
    drops: [
      'url-encoded',
      'plain',
      'component',
      'no-parent',
      'relative',
      'contained',
      'normalised',
      'resolved',
      'one-line',
      'html-escaped',
      'shell-quoted',
      'sql-quoted',
      'no-dash',
      'led',
      'under-folder',
    ],
  },
  {
    languages: python,
    calls: [
      ...members('psycopg2.sql', ['Identifier', 'SQL().format', 'Literal', 'Placeholder']),
      ...members('psycopg.sql', ['Identifier', 'SQL().format', 'Literal', 'Placeholder']),
      '*.quote_ident',
      '*.quote_identifier',
      'psycopg2.extensions.quote_ident',
      'sqlalchemy.sql.quoted_name',
      'sqlalchemy.quoted_name',
      '*.escape_string',
    ],
    gives: ['identifier', 'sql-quoted'],
  },
  {
    languages: python,
    calls: [
      'html.escape',
      'markupsafe.escape',
      'flask.escape',
      'bleach.clean',
      'nh3.clean',
      'xml.sax.saxutils.escape',
      'xml.sax.saxutils.quoteattr',
      'django.utils.html.escape',
      'cgi.escape',
    ],
    gives: ['html-escaped'],
  },
  {
    languages: python,
    calls: ['re.escape', 'regex.escape', 'fnmatch.translate'],
    gives: ['pattern-escaped'],
  },
  {
    languages: python,
    calls: ['werkzeug.utils.secure_filename', 'pathvalidate.sanitize_filename'],
    gives: ['component', 'no-parent', 'relative'],
  },
  {
    languages: python,
    calls: [
      'werkzeug.utils.safe_join',
      'werkzeug.security.safe_join',
      'django.utils._os.safe_join',
    ],
    gives: ['contained', 'normalised'],
  },
  {
    languages: python,
    calls: [
      'ldap.filter.escape_filter_chars',
      'ldap3.utils.conv.escape_filter_chars',
      'ldap.dn.escape_dn_chars',
    ],
    gives: ['plain'],
  },
];
