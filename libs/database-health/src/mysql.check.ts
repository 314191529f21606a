import mysql, { type Connection, type RowDataPacket } from 'mysql2';
import { conversation, megabytes, percentOf, toldOrNot } from './conversation.js';
import type { DatabaseCheck, Findings } from './database-check.js';
import { replicationOf } from './mysql-replication.js';

/** MySQL and MariaDB: logs in, and asks its status. */
export const mysqlCheck: DatabaseCheck = {
  ask: ({ url }, signal) => {
    const connection = mysql.createConnection({ uri: url, connectTimeout: LONGEST_CONNECT_MS });
    // What goes wrong while a question is open is its answer; afterwards it does not matter any more.
    connection.on('error', () => undefined);
    return conversation(
      signal,
      async () => {
        await connection.promise().connect();
        const found = await findings(connection);
        await connection.promise().end();
        return found;
      },
      () => {
        connection.destroy();
      },
    );
  },
  refusesLogin: (error) => LOGIN_ERRORS.has(String((error as { code?: unknown }).code)),
};

/** The heal's own limit comes long before. */
const LONGEST_CONNECT_MS = 86_400_000;

const LOGIN_ERRORS = new Set([
  'ER_ACCESS_DENIED_ERROR',
  'ER_ACCESS_DENIED_NO_PASSWORD_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_BAD_DB_ERROR',
  'ER_HOST_NOT_PRIVILEGED',
  'ER_MUST_CHANGE_PASSWORD_LOGIN',
  'ER_ACCOUNT_HAS_BEEN_LOCKED',
  'AUTH_SWITCH_PLUGIN_ERROR',
]);

async function findings(connection: Connection): Promise<Findings> {
  const [server] = await rows(connection, 'select version() as version, @@max_connections as most');
  const [threads] = await rows(connection, "show global status like 'Threads_connected'");
  const [data] = await rows(
    connection,
    'select sum(data_length + index_length) as bytes from information_schema.tables where table_schema = database()',
  );
  // Told by MariaDB where its plugin "disks" is installed.
  const disks = await toldOrNot(
    rows(connection, 'select max(100 * used / total) as full from information_schema.disks'),
  );
  return {
    detail: `answers as version ${String(server?.['version'])}`,
    connectionsPercent: percentOf(threads?.['Value'], server?.['most']),
    dataMb: megabytes(data?.['bytes']),
    storagePercent: percentOf(disks?.[0]?.['full'], 100),
    ...(await replicationOf((question) => rows(connection, question))),
  };
}

async function rows(connection: Connection, question: string): Promise<RowDataPacket[]> {
  const [answer] = await connection.promise().query<RowDataPacket[]>(question);
  return answer;
}
