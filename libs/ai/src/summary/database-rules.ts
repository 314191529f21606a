import { rule, type SummaryRule } from './summary-rule.js';

/** What databases, their clients and message brokers say in words of their own. Each pattern runs in linear time. */
export const databaseRules: readonly SummaryRule[] = [
  rule(
    'unique',
    /duplicate key value violates unique constraint "([^"]{1,120})"/,
    'A row is there already (constraint "$1").',
    'Two requests insert the same; a retry repeats what succeeded.',
  ),
  rule(
    'mysql-duplicate',
    /ER_DUP_ENTRY[^\n]{0,200}?for key '([^']{1,120})'/,
    'A row is there already (key "$1").',
    'Two requests insert the same; a retry repeats what succeeded.',
  ),
  rule(
    'mongo-duplicate',
    /E11000 duplicate key error/,
    'A document with this key is there already.',
    'Two requests insert the same; a retry repeats what succeeded.',
  ),
  rule(
    'foreign-key',
    /violates foreign key constraint "([^"]{1,120})"|ER_NO_REFERENCED_ROW|FOREIGN KEY constraint failed/,
    'A row refers to one that is not there.',
    'It was deleted meanwhile, or is written in the wrong order.',
  ),
  rule(
    'not-null',
    /null value in column "([^"]{1,120})"/,
    'The column "$1" must have a value and gets none.',
    'A field of the request is missing, or a migration came before the code.',
  ),
  rule(
    'column',
    /column "?([\w.]{1,120})"? does not exist/,
    'The column "$1" does not exist.',
    'A migration did not run, or code and schema are of different versions.',
  ),
  rule(
    'sql-syntax',
    /syntax error at or near "([^"]{1,80})"|ER_PARSE_ERROR/,
    'The database does not understand a statement (near "$1").',
    'A statement is put together from pieces, and one is empty.',
  ),
  rule(
    'statement-timeout',
    /canceling statement due to (?:statement|lock) timeout/,
    'The database gave up a statement that took too long.',
    'An index is missing, or another transaction holds the lock.',
  ),
  rule(
    'lock-wait',
    /ER_LOCK_WAIT_TIMEOUT|Lock wait timeout exceeded/,
    'A transaction waited too long for the lock of another.',
    'A transaction stays open while it waits for something else.',
  ),
  rule(
    'mysql-auth',
    /(?:ER_ACCESS_DENIED_ERROR|Access denied for user '([^']{1,80})')/,
    'MySQL refuses the user $1.',
    'User, host or password are wrong.',
  ),
  rule(
    'mysql-table',
    /Table '([^']{1,160})' doesn't exist/,
    'The table "$1" does not exist.',
    'A migration did not run.',
  ),
  rule(
    'sqlite-busy',
    /SQLITE_BUSY|database is locked/,
    'SQLite is locked by another writer.',
    'A transaction stays open; no busy timeout is set.',
  ),
  rule(
    'sqlite-corrupt',
    /SQLITE_CORRUPT|database disk image is malformed/,
    'The SQLite file is damaged.',
    'The disk failed, or the file was copied while it was written.',
  ),
  rule(
    'prisma-reach',
    /Can't reach database server at [`"]?([\w.:-]{1,120})/,
    'Prisma cannot reach the database at $1.',
    'It is down, or DATABASE_URL is wrong.',
  ),
  rule(
    'prisma-unique',
    /Unique constraint failed on the (?:fields|constraint): ?\(?([^)\n]{1,120})/,
    'A row with the same $1 is there already.',
    'Two requests insert the same.',
  ),
  rule(
    'typeorm-metadata',
    /No metadata for "([^"]{1,120})" was found/,
    'TypeORM does not know the entity "$1".',
    'It is missing in the list of entities of the data source.',
  ),
  rule(
    'mongoose-buffering',
    /Operation `([^`]{1,120})` buffering timed out/,
    'Mongoose has no connection ($1 waited in vain).',
    'connect() was not called or failed; MongoDB is down.',
  ),
  rule(
    'redis-auth',
    /NOAUTH Authentication required|WRONGPASS/,
    'Redis wants a password.',
    'The password is missing or wrong.',
  ),
  rule(
    'redis-type',
    /WRONGTYPE Operation against a key/,
    'A Redis key holds another kind of value.',
    'Two parts of the program use the same key.',
  ),
  rule(
    'redis-save',
    /MISCONF Redis is configured to save/,
    'Redis cannot save to its disk and takes no writes.',
    'The disk is full or not writable.',
  ),
  rule(
    'kafka',
    /KafkaJS(?:NumberOfRetriesExceeded|ConnectionError|ProtocolError)/,
    'Kafka does not answer as expected.',
    'A broker is down, or a topic has no leader at the moment.',
  ),
  rule(
    'amqp',
    /PRECONDITION_FAILED - ([^\n]{1,160})/,
    'RabbitMQ refuses: $1',
    'A queue is declared with other options than it has.',
  ),
];
