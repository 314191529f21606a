import mysql, { type Connection } from 'mysql2';
import { freePort } from './free-port.js';

type Row = Readonly<Record<string, string | null>>;
/** Rows by a part of the question; a question without any is refused as a syntax error. */
export type Answers = Readonly<Record<string, readonly Row[] | undefined>>;

/** What the driver's server half can do beyond its published types. */
interface ServerSide extends Omit<Connection, 'writeTextRow' | 'writeColumns'> {
  writeColumns(columns: readonly object[]): void;
  writeTextRow(values: readonly (string | null)[]): void;
  writeEof(): void;
  sequenceId: number;
  writeError(error: { code: number; message: string }): void;
}

const VAR_STRING = 253;

/** Speaks MySQL's protocol on loopback, lets everybody in, and answers questions by what they contain. */
export class FakeMysql {
  private readonly server = mysql.createServer((connection) => {
    this.serve(connection as unknown as ServerSide);
  });

  private constructor(
    readonly port: number,
    private readonly answers: Answers,
  ) {}

  static async start(answers: Answers): Promise<FakeMysql> {
    const fake = new FakeMysql(await freePort(), answers);
    const listen = fake.server.listen.bind(fake.server) as (port: number, host: string) => void;
    listen(fake.port, '127.0.0.1');
    return fake;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
  }

  private serve(connection: ServerSide): void {
    connection.on('error', () => undefined);
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: '8.0.36',
      connectionId: 1,
      statusFlags: 2,
      characterSet: 8,
      capabilityFlags: 0xffffff,
      authCallback: (_login: unknown, done: (error: null) => void) => {
        done(null);
        connection.sequenceId = 0;
      },
    });
    connection.on('query', (question: string) => {
      // Each question and its answer are numbered from 0; the driver's server half counts on.
      connection.sequenceId = 1;
      this.answer(connection, question);
      connection.sequenceId = 0;
    });
  }

  private answer(connection: ServerSide, question: string): void {
    const rows = Object.entries(this.answers).find(([part]) => question.includes(part))?.[1];
    if (!rows) {
      connection.writeError({ code: 1064, message: 'You have an error in your SQL syntax' });
      return;
    }
    connection.writeColumns(Object.keys(rows[0] ?? { none: null }).map(column));
    for (const row of rows) connection.writeTextRow(Object.values(row));
    connection.writeEof();
  }
}

function column(name: string): object {
  const names = { catalog: 'def', schema: '', table: '', orgTable: '', name, orgName: name };
  return {
    ...names,
    characterSet: 33,
    columnLength: 255,
    columnType: VAR_STRING,
    flags: 0,
    decimals: 0,
  };
}
