/** A line as it occurs, and what the rule of that name says of it. */
export const knownErrors: Readonly<Record<string, readonly [line: string, summary: string]>> = {
  'argument-type': [
    'TypeError [ERR_INVALID_ARG_TYPE]: The "path" argument must be of type string. Received undefined',
    'A function of Node.js got undefined as its argument "path".',
  ],
  'headers-sent': [
    'Error [ERR_HTTP_HEADERS_SENT]: Cannot set headers after they are sent to the client',
    'A request was answered twice.',
  ],
  'write-after-end': [
    'Error [ERR_STREAM_WRITE_AFTER_END]: write after end',
    'Something is written to a stream that has ended.',
  ],
  listeners: [
    '(node:7) MaxListenersExceededWarning: Possible EventEmitter memory leak detected. 11 close listeners added to [Socket].',
    '11 listeners of "close" hang on one object: probably a leak.',
  ],
  'body-too-large': [
    'PayloadTooLargeError: request entity too large',
    'A request is larger than the server takes.',
  ],
  'jwt-expired': ['TokenExpiredError: jwt expired', 'A token has expired.'],
  'jwt-invalid': [
    'JsonWebTokenError: invalid signature',
    'A token is not accepted: invalid signature.',
  ],
  'http-status': [
    'AxiosError: Request failed with status code 502',
    'Another service answered with status 502.',
  ],
  unique: [
    'error: duplicate key value violates unique constraint "users_email_key"',
    'A row is there already (constraint "users_email_key").',
  ],
  'mysql-duplicate': [
    "Error: ER_DUP_ENTRY: Duplicate entry 'a@b.c' for key 'users.email'",
    'A row is there already (key "users.email").',
  ],
  'mongo-duplicate': [
    'MongoServerError: E11000 duplicate key error collection: shop.users',
    'A document with this key is there already.',
  ],
  'foreign-key': [
    'error: insert or update on table "orders" violates foreign key constraint "orders_user_fk"',
    'A row refers to one that is not there.',
  ],
  'not-null': [
    'error: null value in column "email" of relation "users" violates not-null constraint',
    'The column "email" must have a value and gets none.',
  ],
  column: ['error: column "discount" does not exist', 'The column "discount" does not exist.'],
  'sql-syntax': [
    'error: syntax error at or near "WHERE"',
    'The database does not understand a statement (near "WHERE").',
  ],
  'statement-timeout': [
    'error: canceling statement due to statement timeout',
    'The database gave up a statement that took too long.',
  ],
  'lock-wait': [
    'Error: ER_LOCK_WAIT_TIMEOUT: Lock wait timeout exceeded; try restarting transaction',
    'A transaction waited too long for the lock of another.',
  ],
  'mysql-auth': [
    "Error: Access denied for user 'shop'@'10.0.0.7' (using password: YES)",
    'MySQL refuses the user shop.',
  ],
  'mysql-table': [
    "Error: Table 'shop.carts' doesn't exist",
    'The table "shop.carts" does not exist.',
  ],
  'sqlite-busy': ['SqliteError: database is locked', 'SQLite is locked by another writer.'],
  'sqlite-corrupt': [
    'SqliteError: database disk image is malformed',
    'The SQLite file is damaged.',
  ],
  'prisma-reach': [
    "Can't reach database server at `db.internal:5432`",
    'Prisma cannot reach the database at db.internal:5432.',
  ],
  'prisma-unique': [
    'Unique constraint failed on the fields: (`email`)',
    'A row with the same `email` is there already.',
  ],
  'typeorm-metadata': [
    'EntityMetadataNotFoundError: No metadata for "User" was found.',
    'TypeORM does not know the entity "User".',
  ],
  'mongoose-buffering': [
    'MongooseError: Operation `users.findOne()` buffering timed out after 10000ms',
    'Mongoose has no connection (users.findOne() waited in vain).',
  ],
  'redis-auth': ['ReplyError: NOAUTH Authentication required.', 'Redis wants a password.'],
  'redis-type': [
    'ReplyError: WRONGTYPE Operation against a key holding the wrong kind of value',
    'A Redis key holds another kind of value.',
  ],
  'redis-save': [
    'ReplyError: MISCONF Redis is configured to save RDB snapshots, but it is currently unable to persist to disk',
    'Redis cannot save to its disk and takes no writes.',
  ],
  kafka: [
    'KafkaJSNumberOfRetriesExceeded: There is no leader for this topic-partition',
    'Kafka does not answer as expected.',
  ],
  amqp: [
    'Channel closed by server: 406 (PRECONDITION-FAILED) with message "PRECONDITION_FAILED - inequivalent arg \'durable\'"',
    "RabbitMQ refuses: inequivalent arg 'durable'\"",
  ],
  'nest-dependency': [
    "Error: Nest can't resolve dependencies of the CartService (?).",
    'Nest cannot make CartService: something that it needs is in no imported module.',
  ],
  openssl: [
    'Error: error:0308010C:digital envelope routines::unsupported',
    'An old tool asks for a hash that OpenSSL 3 no longer has.',
  ],
  'tls-name': [
    "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames",
    'A TLS certificate is for another name.',
  ],
  'is-directory': [
    'Error: EISDIR: illegal operation on a directory, read',
    'A folder is read as if it were a file.',
  ],
  exists: [
    "Error: EEXIST: file already exists, mkdir '/srv/cache'",
    '/srv/cache is there already.',
  ],
  segfault: ['Segmentation fault (core dumped)', 'A process crashed in native code.'],
  'npm-script': ['npm error Missing script: "biuld"', 'package.json has no script "biuld".'],
  date: ['RangeError: Invalid time value', 'A date is none.'],
  bigint: [
    'TypeError: Cannot mix BigInt and other types, use explicit conversions',
    'A BigInt is used where a number is expected.',
  ],
  circular: [
    'TypeError: Converting circular structure to JSON',
    'An object that contains itself is turned into JSON.',
  ],
  throttled: [
    'ThrottlingException: Rate exceeded',
    'A cloud service takes no more requests at the moment.',
  ],
  's3-missing': [
    'NoSuchKey: The specified key does not exist.',
    'An object or bucket of the object store does not exist.',
  ],
  'read-undefined': [
    "TypeError: Cannot read properties of undefined (reading 'price')",
    'The code reads "price" of a value that is undefined.',
  ],
  'set-undefined': [
    "TypeError: Cannot set properties of null (setting 'total')",
    'The code sets "total" on a value that is null.',
  ],
  destructure: [
    "TypeError: Cannot destructure property 'id' of 'user' as it is undefined.",
    'The code takes "id" out of user, which is not there.',
  ],
  'not-a-function': [
    'TypeError: cart.totl is not a function',
    'The code calls cart.totl, which is not a function.',
  ],
  'not-iterable': [
    'TypeError: items is not iterable',
    'The code loops over items, which is no list.',
  ],
  'not-defined': [
    'ReferenceError: fetchh is not defined',
    'The code uses the name "fetchh", which does not exist here.',
  ],
  'before-init': [
    "ReferenceError: Cannot access 'config' before initialization",
    'The code uses "config" before it is set.',
  ],
  const: ['TypeError: Assignment to constant variable.', 'The code assigns to a constant.'],
  stack: ['RangeError: Maximum call stack size exceeded', 'A function calls itself without end.'],
  'array-length': ['RangeError: Invalid array length', 'A list or text became impossibly long.'],
  json: [
    'SyntaxError: Unexpected token < in JSON at position 0',
    'A text that should be JSON is not.',
  ],
  esm: [
    'SyntaxError: Cannot use import statement outside a module',
    'A module is loaded in the wrong format.',
  ],
  module: ["Error: Cannot find module 'express'", 'The module "express" is missing.'],
  heap: [
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    'Node.js ran out of memory.',
  ],
  'address-in-use': [
    'Error: listen EADDRINUSE: address already in use :::3000',
    'The port is taken by another process.',
  ],
  refused: [
    'Error: connect ECONNREFUSED 127.0.0.1:5432',
    'Nothing listens at 127.0.0.1:5432, where the service connects to.',
  ],
  reset: ['Error: socket hang up', 'The other side closed the connection.'],
  'connect-timeout': [
    'Error: connect ETIMEDOUT 10.0.0.7:443',
    'The other side did not answer in time.',
  ],
  dns: ['Error: getaddrinfo ENOTFOUND db.internal', 'The name db.internal does not resolve.'],
  unreachable: [
    'Error: connect EHOSTUNREACH 10.0.0.7:5432',
    'The network does not lead to the other host.',
  ],
  pipe: ['Error: write EPIPE', 'The reader of a connection went away.'],
  'disk-full': ['Error: ENOSPC: no space left on device, write', 'The disk is full.'],
  'read-only': [
    "Error: EROFS: read-only file system, open '/srv/x'",
    'The file system can only be read.',
  ],
  files: [
    "Error: EMFILE: too many open files, open '/srv/x'",
    'The process has too many files open.',
  ],
  permission: [
    "Error: EACCES: permission denied, open '/srv/x'",
    'The process is not allowed to do that.',
  ],
  'missing-file': [
    "Error: ENOENT: no such file or directory, open '/srv/a.json'",
    'The file /srv/a.json does not exist.',
  ],
  'oom-kill': [
    'kernel: Out of memory: Killed process 4711 (node)',
    'The kernel killed a process because memory ran out.',
  ],
  'tls-expired': ['Error: certificate has expired', 'A TLS certificate has expired.'],
  'tls-trust': [
    'Error: unable to verify the first certificate',
    'A TLS certificate is not trusted.',
  ],
  'pg-clients': ['FATAL: sorry, too many clients already', 'PostgreSQL has no connection left.'],
  'pg-auth': [
    'FATAL: password authentication failed for user "shop"',
    'PostgreSQL refuses the password of "shop".',
  ],
  'pg-missing': ['error: relation "carts" does not exist', 'The table "carts" does not exist.'],
  'mysql-gone': ['Error: MySQL server has gone away', 'MySQL closed the connection.'],
  'mysql-connections': [
    'Error: ER_CON_COUNT_ERROR: Too many connections',
    'MySQL has no connection left.',
  ],
  deadlock: [
    'error: deadlock detected',
    'Two transactions waited for each other; the database ended one.',
  ],
  'redis-memory': [
    "ReplyError: OOM command not allowed when used memory > 'maxmemory'.",
    'Redis is full.',
  ],
  'redis-readonly': [
    "ReplyError: READONLY You can't write against a read only replica.",
    'Redis became a replica and cannot be written.',
  ],
  mongo: ['MongoServerSelectionError: Server selection timed out', 'No MongoDB server answers.'],
  'prisma-pool': [
    'Timed out fetching a new connection from the connection pool.',
    'The connection pool of Prisma is empty.',
  ],
  pool: [
    'Error: connection pool exhausted: 4 of 4 in use',
    'A connection pool has no connection left.',
  ],
  upstream: [
    'nginx: no live upstreams while connecting to upstream',
    'The proxy cannot reach the service behind it.',
  ],
  unhandled: [
    'UnhandledPromiseRejectionWarning: 7',
    'A promise was rejected and nobody handled it.',
  ],
  assertion: [
    'AssertionError [ERR_ASSERTION]: total must be positive',
    'An assertion failed: total must be positive',
  ],
};
