import { rule, type SummaryRule } from './summary-rule.js';

/** What Node.js and frameworks say in words of their own. Each pattern runs in linear time. */
export const frameworkRules: readonly SummaryRule[] = [
  rule(
    'argument-type',
    /The "([^"]{1,80})" argument must be (?:of type|an instance of) [^\n]{1,120}?Received ([^\n]{1,60})/,
    'A function of Node.js got $2 as its argument "$1".',
    'A variable of the environment or an option is not set.',
  ),
  rule(
    'headers-sent',
    /ERR_HTTP_HEADERS_SENT|Cannot set headers after they are sent/,
    'A request was answered twice.',
    'A return is missing after the first answer.',
    'An error handler answers what was answered already.',
  ),
  rule(
    'write-after-end',
    /ERR_STREAM_WRITE_AFTER_END|write after end/,
    'Something is written to a stream that has ended.',
    'A callback comes after the connection was closed.',
  ),
  rule(
    'listeners',
    /MaxListenersExceededWarning[^\n]{0,80}?(\d{1,6}) (\w{1,40}) listeners/,
    '$1 listeners of "$2" hang on one object: probably a leak.',
    'A listener is added for each request and never removed.',
  ),
  rule(
    'body-too-large',
    /PayloadTooLargeError|request entity too large/i,
    'A request is larger than the server takes.',
    'The limit of the body parser is too low, or the client sends too much.',
  ),
  rule(
    'jwt-expired',
    /TokenExpiredError|jwt expired/,
    'A token has expired.',
    'The client does not renew it, or the clocks of the machines differ.',
  ),
  rule(
    'jwt-invalid',
    /JsonWebTokenError: ([^\n]{1,80})/,
    'A token is not accepted: $1.',
    'It was signed with another key; the secrets of two services differ.',
  ),
  rule(
    'http-status',
    /(?:Request failed with status code|HTTPError: Response code) (\d{3})/,
    'Another service answered with status $1.',
    '4xx: the request is not what it takes. 5xx: it is ill itself.',
  ),
  rule(
    'nest-dependency',
    /Nest can't resolve dependencies of the ([\w$]{1,120})/,
    'Nest cannot make $1: something that it needs is in no imported module.',
    'A provider is missing in providers, or a module in imports.',
  ),
  rule(
    'openssl',
    /ERR_OSSL_EVP_UNSUPPORTED|digital envelope routines::unsupported/,
    'An old tool asks for a hash that OpenSSL 3 no longer has.',
    'Webpack 4 or an old library runs under a new Node.js.',
  ),
  rule(
    'tls-name',
    /ERR_TLS_CERT_ALTNAME_INVALID|Hostname\/IP does not match certificate/,
    'A TLS certificate is for another name.',
    'The address is an alias or an IP that is not in the certificate.',
  ),
  rule(
    'is-directory',
    /EISDIR/,
    'A folder is read as if it were a file.',
    'A path is empty or lacks its last part.',
  ),
  rule(
    'exists',
    /EEXIST[^\n]{0,80}?'([^'\n]{1,200})'/,
    '$1 is there already.',
    'Two processes make the same, or an earlier run left it.',
  ),
  rule(
    'segfault',
    /Segmentation fault|SIGSEGV/,
    'A process crashed in native code.',
    'A native module does not fit this version of Node.js.',
  ),
  rule(
    'npm-script',
    /npm (?:ERR!|error) [Mm]issing script: "([^"]{1,80})"/,
    'package.json has no script "$1".',
    'The name is wrong, or an older package.json was deployed.',
  ),
  rule(
    'date',
    /RangeError: Invalid time value/,
    'A date is none.',
    'A date is made from text that is empty or in another format.',
  ),
  rule(
    'bigint',
    /Cannot mix BigInt and other types|Do not know how to serialize a BigInt/,
    'A BigInt is used where a number is expected.',
    'A database returns 64-bit integers as BigInt.',
  ),
  rule(
    'circular',
    /Converting circular structure to JSON/,
    'An object that contains itself is turned into JSON.',
    'A request, a response or an entity with its relations is logged or returned.',
  ),
  rule(
    'throttled',
    /ThrottlingException|TooManyRequestsException|Rate exceeded/,
    'A cloud service takes no more requests at the moment.',
    'Retries come without a pause, or the quota is too low.',
  ),
  rule(
    's3-missing',
    /NoSuch(?:Key|Bucket)/,
    'An object or bucket of the object store does not exist.',
    'Its name is wrong, or it was deleted.',
  ),
];
