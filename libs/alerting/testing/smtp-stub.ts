import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A mail server on loopback that keeps what it takes; it speaks as much SMTP as nodemailer needs. */
export class SmtpStub {
  readonly mails: string[] = [];
  /** Said to RCPT. */
  recipient = '250 ok';

  private constructor(private readonly server: Server) {}

  static async start(): Promise<SmtpStub> {
    const server = createServer();
    const stub = new SmtpStub(server);
    server.on('connection', (socket) => {
      stub.talk(socket);
    });
    server.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    return stub;
  }

  get url(): string {
    return `smtp://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  private talk(socket: Socket): void {
    let mail: string[] | undefined;
    let rest = '';
    socket.on('error', () => socket.destroy());
    socket.write('220 stub\r\n');
    socket.on('data', (data: Buffer) => {
      const lines = (rest + data.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (!mail) {
          if (line === 'DATA') mail = [];
          socket.write(`${this.reply(line)}\r\n`);
        } else if (line === '.') {
          this.mails.push(mail.join('\n'));
          mail = undefined;
          socket.write('250 taken\r\n');
        } else mail.push(line);
      }
    });
  }

  private reply(line: string): string {
    if (line.startsWith('RCPT')) return this.recipient;
    if (line === 'DATA') return '354 go on';
    return line === 'QUIT' ? '221 bye' : '250 ok';
  }
}
